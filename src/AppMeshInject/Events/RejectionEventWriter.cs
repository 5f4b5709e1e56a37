using AppMeshInject.Injection.Pods;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Events;

/// <summary>
/// Creates events for rejected pods on their Deployment or CronJob, where <c>kubectl describe</c> shows them. It runs
/// in the background, and creates at most one event per second.
/// </summary>
internal sealed partial class RejectionEventWriter(
    RejectionQueue queue,
    EventOptions options,
    EventMetrics metrics,
    ApiServerMetrics calls,
    TimeProvider time,
    ILogger<RejectionEventWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Controllers retry, and a CronJob creates a new Job each time. One event is enough.
    private readonly RecentKeys<(string Namespace, Workload Workload)> _reported = new(time);

    // Keyed by owner, not by workload: a deleted Job must not suppress the event for the next Job of its CronJob.
    private readonly RecentKeys<(string Namespace, string Kind, string Name)> _skipped = new(time);
    private bool _hasFailed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var pod in queue.ReadAllAsync(stoppingToken))
            {
                var outcome = await ReportAsync(pod, stoppingToken);
                metrics.Count(outcome);
                if (outcome != EventOutcome.Deduplicated)
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops. If its start failed, the host would report this exception as another failure.
        }
    }

    /// <summary>Creates the event for a rejected pod, unless its workload got an event recently.</summary>
    internal async Task<EventOutcome> ReportAsync(RejectedPod pod, CancellationToken cancellation)
    {
        var workload = (pod.Namespace, pod.Workload);
        var owner = (pod.Namespace, pod.OwnerKind, pod.OwnerName);
        if (_reported.Contains(workload) || _skipped.Contains(owner))
        {
            return EventOutcome.Deduplicated;
        }

        try
        {
            using var client = options.Cluster.CreateClient(calls);
            var outcome = await CreateEventAsync(client, pod, cancellation);
            _hasFailed = false;
            if (outcome == EventOutcome.Created)
            {
                _reported.Add(workload);
            }
            else if (outcome == EventOutcome.Skipped)
            {
                _skipped.Add(owner);
            }

            return outcome;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // No error ends the background work: admissions continue, and the next event may succeed.
            if (!_hasFailed)
            {
                Log.Failed(logger, pod.OwnerKind, pod.Namespace, pod.OwnerName, exception.GetBaseException().Message);
            }

            _hasFailed = true;
            return EventOutcome.Failed;
        }
    }

    private async Task<EventOutcome> CreateEventAsync(ApiClient client, RejectedPod pod, CancellationToken cancellation)
    {
        var (owner, date) = await client.FindAsync(
            pod.OwnerPath, KubernetesJson.Default.PartialObjectMetadata, cancellation);
        var workload = owner?.Metadata?.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);
        if (workload is null)
        {
            return EventOutcome.Skipped;
        }

        var created = await client.WriteAsync(
            HttpMethod.Post,
            InstalledNames.GetCorePath(pod.Namespace, "events"),
            RejectionEvent.Create(pod, workload, options.Instance, date ?? time.GetUtcNow()),
            "application/json",
            KubernetesJson.Default.Event,
            cancellation);
        return created is null ? EventOutcome.Failed : EventOutcome.Created;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning,
            "Could not create an event for {Kind} {Namespace}/{Name}; further failures are not logged until one "
            + "succeeds: {Problem}")]
        public static partial void Failed(ILogger logger, string kind, string @namespace, string name, string problem);
    }
}
