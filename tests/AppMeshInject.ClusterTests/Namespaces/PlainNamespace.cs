using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>A namespace without the label.</summary>
public sealed class PlainNamespace(Cluster cluster) : TestNamespace(cluster, []);
