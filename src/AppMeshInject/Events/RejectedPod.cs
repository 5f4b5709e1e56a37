using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Events;

/// <summary>A pod that was rejected.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="OwnerKind">The kind of the controller that creates the pod, such as ReplicaSet.</param>
/// <param name="OwnerName">The name of the controller.</param>
/// <param name="Workload">The Deployment or CronJob that the pod belongs to, derived from the names.</param>
/// <param name="Reason">The reason code.</param>
/// <param name="Detail">
/// The settings and annotations that led to the reason: only names, because users control the values.
/// </param>
internal sealed record RejectedPod(
    string Namespace, string OwnerKind, string OwnerName, Workload Workload, string Reason, string Detail)
{
    /// <summary>The path of the controller on the API server.</summary>
    public string OwnerPath
    {
        get
        {
            var (group, resource) = OwnerKind == "Job" ? ("batch", "jobs") : ("apps", "replicasets");
            return $"/apis/{group}/v1/namespaces/{Uri.EscapeDataString(Namespace)}"
                + $"/{resource}/{Uri.EscapeDataString(OwnerName)}";
        }
    }
}
