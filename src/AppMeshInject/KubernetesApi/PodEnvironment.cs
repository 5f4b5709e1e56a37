using AppMeshInject.Injection.Settings;

namespace AppMeshInject.KubernetesApi;

/// <summary>Reads the environment variables of a container in a pod.</summary>
internal static class PodEnvironment
{
    /// <summary>Returns whether the program runs in a pod. The kubelet sets this variable in every container.</summary>
    public static bool IsInCluster(IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey("KUBERNETES_SERVICE_HOST");

    /// <summary>Returns the namespace of the pod, which the Deployment passes as POD_NAMESPACE.</summary>
    public static string GetNamespace(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("POD_NAMESPACE", out var name) && name.Length > 0 ? name : ClusterInfo.DefaultNamespace;
}
