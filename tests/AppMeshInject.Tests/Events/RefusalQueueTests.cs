using AppMeshInject.Events;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Telemetry;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RefusalQueueTests
{
    private const int MoreThanFit = 150;

    private readonly MetricsRegistry _registry = new();
    private readonly RejectionQueue _queue;

    public RefusalQueueTests() => _queue = new RejectionQueue(isRead: true, new EventMetrics(_registry));

    [Fact]
    public async Task Refused_pods_of_ReplicaSets_and_Jobs_are_told_of_and_no_others()
    {
        _queue.Offer(RejectedPods.OfOwners("null"));
        _queue.Offer(RejectedPods.Of("StatefulSet", "db"));
        _queue.Offer(RejectedPods.Of("ReplicaSet", "dry", dryRun: true));
        _queue.Offer(RejectedPods.OfOwners("""[{"kind":"ReplicaSet","name":"injected","controller":true}]""", annotations: """{"appmesh.k8s.aws/mesh":"m"}"""));
        _queue.Offer(RejectedPods.OfOwners("""[{"kind":"ReplicaSet","name":"disabled","controller":true}]""", annotations: """{"appmesh.k8s.aws/sidecarInjectorWebhook":"disabled"}"""));
        _queue.Offer(RejectedPods.Of("ReplicaSet", "web-7d4"));
        _queue.Offer(RejectedPods.Of("Job", "backup-12345678"));

        var told = await _queue.ReadAllAsync(TestContext.Current.CancellationToken).Take(2).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("ReplicaSet", "web-7d4"), ("Job", "backup-12345678")], told.Select(refusal => (refusal.OwnerKind, refusal.OwnerName)));
        Assert.Equal([new Workload("ReplicaSet", "web-7d4"), new Workload("CronJob", "backup")], told.Select(refusal => refusal.Workload));
        Assert.All(told, refusal => Assert.Equal(("shop", "NoMesh"), (refusal.Namespace, refusal.Reason)));
        Assert.Contains("mesh-name is empty", told[0].Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop", "..")]
    [InlineData("shop", "web/../../secrets")]
    [InlineData("shop", "")]
    [InlineData("shop", "Web")]
    [InlineData("..", "web-7d4")]
    [InlineData("a.b", "web-7d4")]
    public async Task What_is_no_name_is_asked_for_nowhere(string @namespace, string owner)
    {
        _queue.Offer(RejectedPods.Of("ReplicaSet", owner, @namespace: @namespace));
        _queue.Offer(RejectedPods.Of("ReplicaSet", "next"));

        var told = await _queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);

        Assert.Equal("next", told.OwnerName);
    }

    [Fact]
    public async Task Those_that_do_not_fit_are_dropped_and_counted()
    {
        for (var i = 0; i < MoreThanFit; i++)
        {
            _queue.Offer(RejectedPods.Of("ReplicaSet", $"web-{i}"));
        }

        Assert.InRange((await Scrape.OfAsync(_registry))["appmesh_inject_events_total{outcome=\"Dropped\"}"], 1, MoreThanFit - 1);
    }

    [Fact]
    public async Task Outside_a_cluster_nothing_is_kept()
    {
        var queue = new RejectionQueue(isRead: false, new EventMetrics(new MetricsRegistry()));

        for (var i = 0; i < MoreThanFit; i++)
        {
            queue.Offer(RejectedPods.Of("ReplicaSet", $"web-{i}"));
        }

        using var none = new CancellationTokenSource();
        await using var told = queue.ReadAllAsync(none.Token).GetAsyncEnumerator(none.Token);
        var next = told.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await none.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }
}
