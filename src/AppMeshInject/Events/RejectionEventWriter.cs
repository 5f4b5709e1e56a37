using System.Text.Json;
using AppMeshInject.Injection.Pods;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Events;

/// <summary>Where events are written, and by whom.</summary>
/// <param name="Cluster">Where the API server is.</param>
/// <param name="Instance">The pod of this replica.</param>
internal sealed record EventOptions(InClusterConfiguration Cluster, string Instance);

/// <summary>
/// Tells of refused pods on the Deployment or CronJob that a person looks at: kubectl describe shows it. It runs beside the
/// admissions, one event at a time and never many in a row.
/// </summary>
internal sealed partial class RejectionEventWriter(
    RejectionQueue queue, EventOptions options, EventMetrics metrics, ApiServerMetrics calls, TimeProvider time, ILogger<RejectionEventWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The controllers of workloads try again and again, a CronJob with a new Job each time, and one event is enough.
    private readonly RecentKeys<(string Namespace, Workload Workload)> _told = new(time);

    // By the owner's own name: a Job that is gone, or has no owner, must not keep from telling of the next one. Of an owner that comes
    // again under the same name it is told later.
    private readonly RecentKeys<(string Namespace, string Kind, string Name)> _notNeeded = new(time);
    private bool _hasFailed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var refusal in queue.ReadAllAsync(stoppingToken))
            {
                var outcome = await WriteAsync(refusal, stoppingToken);
                metrics.Count(outcome);
                if (outcome != EventOutcome.Repeated)
                {
                    await Task.Delay(Pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends. The host would call it a failure where it ends because it could not start.
        }
    }

    /// <summary>Tells of a refused pod.</summary>
    internal async Task<EventOutcome> WriteAsync(RejectedPod refusal, CancellationToken cancellation)
    {
        var (workload, owner) = ((refusal.Namespace, refusal.Workload), (refusal.Namespace, refusal.OwnerKind, refusal.OwnerName));
        if (_told.Has(workload) || _notNeeded.Has(owner))
        {
            return EventOutcome.Repeated;
        }

        try
        {
            using var server = new InClusterApiClient(options.Cluster, calls);
            var outcome = await WriteAsync(server, refusal, cancellation);
            _hasFailed = false;
            if (outcome == EventOutcome.Written)
            {
                _told.Add(workload);
            }
            else if (outcome == EventOutcome.NotNeeded)
            {
                _notNeeded.Add(owner);
            }

            return outcome;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is: the admissions go on, and the next event may be written.
            if (!_hasFailed)
            {
                Log.Failed(logger, refusal.OwnerKind, refusal.Namespace, refusal.OwnerName, exception.GetBaseException().Message);
            }

            _hasFailed = true;
            return EventOutcome.Failed;
        }
    }

    private async Task<EventOutcome> WriteAsync(InClusterApiClient server, RejectedPod refusal, CancellationToken cancellation)
    {
        var path = $"{(refusal.OwnerKind == "Job" ? "/apis/batch/v1" : "/apis/apps/v1")}/namespaces/{Uri.EscapeDataString(refusal.Namespace)}";
        var collection = refusal.OwnerKind == "Job" ? "jobs" : "replicasets";
        var (owner, date) = await server.FindAsync($"{path}/{collection}/{Uri.EscapeDataString(refusal.OwnerName)}", ClusterObject.Read, cancellation);
        if (owner?.Metadata?.OwnerReferences?.FirstOrDefault(reference => reference.Controller) is not { } workload)
        {
            return EventOutcome.NotNeeded;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(EventOf(refusal, workload, date ?? time.GetUtcNow()), ClusterJson.Default.WorkloadEvent);
        var written = await server.WriteAsync(
            HttpMethod.Post, InstalledNames.CorePath(refusal.Namespace, "events"), json, "application/json", ClusterObject.Read, cancellation);
        return written is null ? EventOutcome.Failed : EventOutcome.Written;
    }

    private WorkloadEvent EventOf(RejectedPod refusal, ObjectOwner workload, DateTimeOffset now) => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = new ObjectMetadata { GenerateName = $"{InstalledNames.Injector}-" },
        InvolvedObject = new InvolvedObject(workload.ApiVersion, workload.Kind, refusal.Namespace, workload.Name, workload.Uid),
        Type = "Warning",
        Reason = refusal.Reason,
        Message = MessageOf(refusal),
        Source = new EventSource(InstalledNames.Injector),
        ReportingComponent = InstalledNames.Injector,
        ReportingInstance = options.Instance,
        FirstTimestamp = now,
        LastTimestamp = now,
        Count = 1,
    };

    // In words of its own: who asks may be anybody, and who reads it trusts the injector.
    private static string MessageOf(RejectedPod refusal) =>
        $"a pod was refused, {refusal.Reason} ({refusal.Because}): the events of its {refusal.OwnerKind} {refusal.OwnerName} tell what to mend, and so does `appmesh-inject explain FILE` of its manifest";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "could not write an event for the {Kind} {Namespace}/{Name}, nor perhaps for others: {Problem}")]
        public static partial void Failed(ILogger logger, string kind, string @namespace, string name, string problem);
    }
}
