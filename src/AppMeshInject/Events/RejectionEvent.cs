using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Events;

/// <summary>The content of the event that reports a rejected pod.</summary>
internal static class RejectionEvent
{
    /// <summary>Creates the event for a rejected pod.</summary>
    /// <param name="pod">The rejected pod.</param>
    /// <param name="workload">
    /// The owner of the pod's owner, such as a Deployment. The event is shown on this object.
    /// </param>
    /// <param name="instance">The name of the replica that reports the event.</param>
    /// <param name="now">The time of the event.</param>
    public static Event Create(RejectedPod pod, OwnerReference workload, string instance, DateTimeOffset now) => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = new ObjectMetadata { GenerateName = $"{InstalledNames.Injector}-" },
        InvolvedObject = new ObjectReference(
            workload.ApiVersion, workload.Kind, pod.Namespace, workload.Name, workload.Uid),
        Type = "Warning",
        Reason = pod.Reason,
        Message = FormatMessage(pod),
        Source = new EventSource(InstalledNames.Injector),
        ReportingComponent = InstalledNames.Injector,
        ReportingInstance = instance,
        FirstTimestamp = now,
        LastTimestamp = now,
        Count = 1,
    };

    // Contains no annotation values: anyone can send an admission request, and readers trust the injector's events.
    private static string FormatMessage(RejectedPod pod) =>
        $"Pod rejected: {pod.Reason} ({pod.Detail}). For the fix, see the events of {pod.OwnerKind} {pod.OwnerName}, "
        + "or run `appmesh-inject explain FILE` with the manifest.";
}
