using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>Formats the command that recreates the pods of a workload.</summary>
internal static class RolloutRestart
{
    /// <summary>Formats the kubectl command.</summary>
    /// <returns>The command; null if kubectl cannot restart workloads of this kind.</returns>
    public static string? Format(string @namespace, Workload workload) =>
        workload.Kind is "Deployment" or "StatefulSet" or "DaemonSet"
            ? $"kubectl rollout restart {FormatName(workload)} --namespace {@namespace}"
            : null;

    /// <summary>Formats a workload as kubectl does, such as deployment/web.</summary>
    public static string FormatName(Workload workload) => $"{workload.Kind.ToLowerInvariant()}/{workload.Name}";
}
