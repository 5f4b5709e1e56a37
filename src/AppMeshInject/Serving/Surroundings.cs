using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Serving;

/// <summary>What the environment tells of where the program runs.</summary>
/// <param name="environment">The environment.</param>
internal sealed class Surroundings(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Whether it runs in a pod: the kubelet gives every container the address of the API server.</summary>
    public bool InCluster { get; } = environment.ContainsKey("KUBERNETES_SERVICE_HOST");

    /// <summary>The namespace it runs in, which the Deployment passes on.</summary>
    public string Namespace { get; } =
        environment.TryGetValue("POD_NAMESPACE", out var name) && name.Length > 0 ? name : ClusterFacts.DefaultNamespace;
}
