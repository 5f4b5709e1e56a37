using System.Threading.Channels;
using AppMeshInject.Admission;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Events;

/// <summary>
/// The refused pods that events are yet to tell of. An admission leaves its refusal here and goes on; where there are too many,
/// they are dropped and counted.
/// </summary>
/// <param name="isRead">Whether anybody writes events: there has to be a cluster.</param>
/// <param name="metrics">Counts them.</param>
internal sealed class RejectionQueue(bool isRead, EventMetrics metrics)
{
    private const int Most = 100;

    private readonly Channel<RejectedPod> _refusals = Channel.CreateBounded<RejectedPod>(new BoundedChannelOptions(Most) { SingleReader = true });

    /// <summary>Takes note of an admission, if it is of a pod that was refused and whose Deployment or CronJob would not know.</summary>
    /// <remarks>
    /// Of ReplicaSets and Jobs alone: the controllers of all others, and of these, write such an event themselves, on the object that
    /// they create pods for. That is not the one that a person looks at only where it has an owner of its own. What is no name would
    /// be read as a part of the path: no escape keeps "..".
    /// </remarks>
    public void Offer(in AdmissionRecord admission)
    {
        if (isRead
            && admission is { Decision: { Rejection: not null, Pod: { } pod } decision, Request: { DryRun: false } request }
            && Workload.GetController(pod) is { Kind: "ReplicaSet" or "Job" } owner
            && ValueParsers.IsDnsLabel(request.Namespace)
            && ValueParsers.IsDnsSubdomain(owner.Name)
            && !_refusals.Writer.TryWrite(new RejectedPod(request.Namespace, owner.Kind, owner.Name, decision.Workload, decision.Reason.Code, decision.Detail)))
        {
            metrics.Count(EventOutcome.Dropped);
        }
    }

    /// <summary>The refusals, as they come.</summary>
    public IAsyncEnumerable<RejectedPod> ReadAllAsync(CancellationToken cancellation) => _refusals.Reader.ReadAllAsync(cancellation);
}
