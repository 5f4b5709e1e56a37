using k8s.Models;

namespace AppMeshInject.ClusterTests.Pods;

/// <summary>Evaluates the status of pods.</summary>
internal static class PodConditions
{
    /// <summary>
    /// Returns whether a pod has the Ready condition and is not terminating. The condition covers native sidecars,
    /// unlike the statuses of the regular containers.
    /// </summary>
    public static bool IsReady(this V1Pod pod) =>
        pod.Metadata.DeletionTimestamp is null
        && pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;
}
