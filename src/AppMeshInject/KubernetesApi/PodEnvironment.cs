using AppMeshInject.Injection.Settings;

namespace AppMeshInject.KubernetesApi;

/// <summary>What the environment tells of where the program runs.</summary>
internal static class PodEnvironment
{
    /// <summary>Whether it runs in a pod: the kubelet gives every container the address of the API server.</summary>
    public static bool InCluster(IReadOnlyDictionary<string, string> environment) => environment.ContainsKey("KUBERNETES_SERVICE_HOST");

    /// <summary>The namespace it runs in, which the Deployment passes on.</summary>
    public static string Namespace(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("POD_NAMESPACE", out var name) && name.Length > 0 ? name : ClusterInfo.DefaultNamespace;
}
