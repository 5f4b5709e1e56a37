using AppMeshInject.Events;
using AppMeshInject.Injection.Pods;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Provides the responses of a fake API server, and the queue and the service under test.</summary>
public abstract class RejectionEventTestBase : IDisposable
{
    private protected const string ReplicaSetPath = "GET /apis/apps/v1/namespaces/shop/replicasets/web-7d4";
    private protected const string JobPath = "GET /apis/batch/v1/namespaces/shop/jobs/backup-12345678";
    private protected const string EventsPath = "POST /api/v1/namespaces/shop/events";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly EventMetrics _metrics;

    private protected static RejectedPod PodOfReplicaSet { get; } = new(
        "shop",
        "ReplicaSet",
        "web-7d4",
        new Workload("Deployment", "web"),
        "InvalidAnnotation",
        "appmesh.k8s.aws/ports");

    private protected static RejectedPod PodOfJob { get; } = new(
        "shop", "Job", "backup-12345678", new Workload("CronJob", "backup"), "NoMesh", "mesh-name is empty");

    private protected static Dictionary<string, string> Responses { get; } = new()
    {
        [ReplicaSetPath] = """
            {"metadata":{"ownerReferences":[
             {"apiVersion":"x/v1","kind":"Other","name":"other","uid":"u-0"},
             {"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"u-1","controller":true}]}}
            """,
        [JobPath] = """
            {"metadata":{"ownerReferences":[
             {"apiVersion":"batch/v1","kind":"CronJob","name":"backup","uid":"u-2","controller":true}]}}
            """,
        [EventsPath] = "{}",
    };

    protected RejectionEventTestBase()
    {
        Certificate = new TestCertificate(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.crt"), Certificate.CaPem);
        File.WriteAllText(Path.Combine(_folder.FullName, "token"), "pod-token\n");
        _metrics = new EventMetrics(Registry);
        Queue = new RejectionQueue(isEnabled: true, _metrics);
    }

    private protected TestCertificate Certificate { get; }

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private protected MetricsRegistry Registry { get; } = new();

    private protected RejectionQueue Queue { get; }

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected RejectionEventWriter CreateWriter(Uri server) => new(
        Queue,
        new EventOptions(new InClusterConfiguration(server, _folder.FullName), "replica-1"),
        _metrics,
        new ApiServerMetrics(Registry),
        Time,
        NullLogger<RejectionEventWriter>.Instance);

    private protected static Task<EventOutcome> ReportAsync(RejectionEventWriter writer, RejectedPod pod) =>
        writer.ReportAsync(pod, TestContext.Current.CancellationToken);
}
