using AppMeshInject.Admission;
using AppMeshInject.Events;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Telemetry;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RejectionQueueTests
{
    private const int MoreThanCapacity = 150;

    private readonly MetricsRegistry _registry = new();
    private readonly RejectionQueue _queue;

    public RejectionQueueTests() => _queue = new RejectionQueue(isEnabled: true, new EventMetrics(_registry));

    [Fact]
    public async Task Only_rejected_pods_of_ReplicaSets_and_Jobs_are_added()
    {
        _queue.Add(RejectedAdmissions.CreateWithOwners("null"));
        _queue.Add(RejectedAdmissions.Create("StatefulSet", "db"));
        _queue.Add(RejectedAdmissions.Create("ReplicaSet", "dry", dryRun: true));
        _queue.Add(RejectedAdmissions.CreateWithOwners(
            """[{"kind":"ReplicaSet","name":"injected","controller":true}]""",
            annotations: """{"appmesh.k8s.aws/mesh":"m"}"""));
        _queue.Add(RejectedAdmissions.CreateWithOwners(
            """[{"kind":"ReplicaSet","name":"disabled","controller":true}]""",
            annotations: """{"appmesh.k8s.aws/sidecarInjectorWebhook":"disabled"}"""));
        _queue.Add(RejectedAdmissions.Create("ReplicaSet", "web-7d4"));
        _queue.Add(RejectedAdmissions.Create("Job", "backup-12345678"));

        var pods = await _queue.ReadAllAsync(TestContext.Current.CancellationToken)
            .Take(2)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [("ReplicaSet", "web-7d4"), ("Job", "backup-12345678")],
            pods.Select(pod => (pod.OwnerKind, pod.OwnerName)));
        Assert.Equal(
            [new Workload("ReplicaSet", "web-7d4"), new Workload("CronJob", "backup")],
            pods.Select(pod => pod.Workload));
        Assert.All(pods, pod => Assert.Equal(("shop", "NoMesh"), (pod.Namespace, pod.Reason)));
        Assert.Contains("mesh-name is empty", pods[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop", "..")]
    [InlineData("shop", "web/../../secrets")]
    [InlineData("shop", "")]
    [InlineData("shop", "Web")]
    [InlineData("..", "web-7d4")]
    [InlineData("a.b", "web-7d4")]
    public async Task Pod_with_an_invalid_name_is_ignored(string @namespace, string owner)
    {
        _queue.Add(RejectedAdmissions.Create("ReplicaSet", owner, @namespace: @namespace));
        _queue.Add(RejectedAdmissions.Create("ReplicaSet", "next"));

        var pod = await _queue.ReadAllAsync(TestContext.Current.CancellationToken)
            .FirstAsync(TestContext.Current.CancellationToken);

        Assert.Equal("next", pod.OwnerName);
    }

    [Fact]
    public async Task Pods_beyond_the_capacity_are_dropped_and_counted()
    {
        for (var i = 0; i < MoreThanCapacity; i++)
        {
            _queue.Add(RejectedAdmissions.Create("ReplicaSet", $"web-{i}"));
        }

        var scrape = await Scrape.CreateAsync(_registry);
        Assert.InRange(scrape["appmesh_inject_events_total{outcome=\"Dropped\"}"], 1, MoreThanCapacity - 1);
    }

    [Fact]
    public async Task Queue_outside_a_cluster_stays_empty()
    {
        var queue = new RejectionQueue(isEnabled: false, new EventMetrics(new MetricsRegistry()));

        for (var i = 0; i < MoreThanCapacity; i++)
        {
            queue.Add(RejectedAdmissions.Create("ReplicaSet", $"web-{i}"));
        }

        using var stop = new CancellationTokenSource();
        await using var pods = queue.ReadAllAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = pods.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }
}
