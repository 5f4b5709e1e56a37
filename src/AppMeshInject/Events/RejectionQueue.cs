using System.Threading.Channels;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Events;

/// <summary>
/// The queue of rejected pods that still need an Event. Admissions never wait for the queue: if it is full, pods are
/// dropped and counted.
/// </summary>
/// <param name="isEnabled">True if events are created, which requires a cluster.</param>
/// <param name="metrics">Counts dropped events.</param>
internal sealed class RejectionQueue(bool isEnabled, EventMetrics metrics)
{
    private const int Capacity = 100;

    private readonly Channel<RejectedPod> _pods =
        Channel.CreateBounded<RejectedPod>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>True if events are created; otherwise pods need not be added.</summary>
    public bool IsEnabled => isEnabled;

    /// <summary>Adds a pod, if it belongs to a ReplicaSet or Job.</summary>
    /// <remarks>
    /// The controller that creates a pod reports the rejection in an event on its own object. Users look at that
    /// object, except for a ReplicaSet or Job that belongs to a Deployment or CronJob. Invalid names are ignored,
    /// because they would change the path of the API call: ".." cannot be escaped.
    /// </remarks>
    public void Add(RejectedPod pod)
    {
        if (isEnabled
            && pod.OwnerKind is "ReplicaSet" or "Job"
            && ValueParsers.IsDnsLabel(pod.Namespace)
            && ValueParsers.IsDnsSubdomain(pod.OwnerName)
            && !_pods.Writer.TryWrite(pod))
        {
            metrics.Count(EventOutcome.Dropped);
        }
    }

    /// <summary>Returns the pods as they are added.</summary>
    public IAsyncEnumerable<RejectedPod> ReadAllAsync(CancellationToken cancellation) =>
        _pods.Reader.ReadAllAsync(cancellation);
}
