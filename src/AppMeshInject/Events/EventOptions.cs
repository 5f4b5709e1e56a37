using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Events;

/// <summary>The options of the events.</summary>
/// <param name="Cluster">The connection to the API server.</param>
/// <param name="Instance">The name of the injector's pod that creates the events.</param>
internal sealed record EventOptions(InClusterConfiguration Cluster, string Instance);
