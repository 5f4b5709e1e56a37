using AppMeshInject.Events;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Admission;

/// <summary>Adds rejected pods to the queue of events.</summary>
internal static class RejectionEvents
{
    /// <summary>
    /// Adds the pod of an admission if the pod was rejected and has a controller, and the request is not a dry run.
    /// </summary>
    public static void Add(this RejectionQueue queue, in AdmissionRecord admission)
    {
        if (queue.IsEnabled
            && admission is
            {
                Decision: { Rejection: not null, Pod: { } pod } decision,
                Request: { DryRun: false } request,
            }
            && Workload.GetController(pod) is { } owner)
        {
            queue.Add(new RejectedPod(
                request.Namespace, owner.Kind, owner.Name, decision.Workload, decision.Reason.Code, decision.Detail));
        }
    }
}
