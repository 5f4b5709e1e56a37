using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>A namespace without the injection label.</summary>
public class PlainNamespace(Cluster cluster) : TestNamespace(cluster, []);
