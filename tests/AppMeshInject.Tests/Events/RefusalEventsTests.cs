using System.Text.Json.Nodes;
using AppMeshInject.Cluster;
using AppMeshInject.Events;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Cluster;
using AppMeshInject.Tests.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Events;

public sealed class RefusalEventsTests : IDisposable
{
    private const string ReplicaSetPath = "GET /apis/apps/v1/namespaces/shop/replicasets/web-7d4";
    private const string JobPath = "GET /apis/batch/v1/namespaces/shop/jobs/backup-12345678";
    // https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/events.go
    private const int LongestMessage = 1024;

    private const string EventsPath = "POST /api/v1/namespaces/shop/events";

    private static readonly Refusal OfReplicaSet = new("shop", "ReplicaSet", "web-7d4", new Workload("Deployment", "web"), "InvalidAnnotation", "appmesh.k8s.aws/ports");
    private static readonly Refusal OfJob = new("shop", "Job", "backup-12345678", new Workload("CronJob", "backup"), "NoMesh", "mesh-name is empty, appmesh.k8s.aws/mesh is absent");

    private static readonly Dictionary<string, string> Answers = new()
    {
        [ReplicaSetPath] = """{"metadata":{"ownerReferences":[{"apiVersion":"x/v1","kind":"Other","name":"other","uid":"u-0"},{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"u-1","controller":true}]}}""",
        [JobPath] = """{"metadata":{"ownerReferences":[{"apiVersion":"batch/v1","kind":"CronJob","name":"backup","uid":"u-2","controller":true}]}}""",
        [EventsPath] = "{}",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly TestCertificate _certificate;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MetricsRegistry _registry = new();
    private readonly RefusalQueue _queue;
    private readonly EventMetrics _metrics;

    public RefusalEventsTests()
    {
        _certificate = new TestCertificate(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.crt"), _certificate.AuthorityPem);
        File.WriteAllText(Path.Combine(_folder.FullName, "token"), "pod-token\n");
        _metrics = new EventMetrics(_registry);
        _queue = new RefusalQueue(isRead: true, _metrics);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_refused_pod_of_a_ReplicaSet_is_told_of_on_the_Deployment()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));

        Assert.Equal([$"{ReplicaSetPath} Bearer pod-token", $"{EventsPath} Bearer pod-token"], server.Requests);
        var written = JsonNode.Parse(Assert.Single(server.Bodies))!;
        var times = (written["firstTimestamp"]!.GetValue<DateTimeOffset>(), written["lastTimestamp"]!.GetValue<DateTimeOffset>());
        Assert.Equal(times.Item1, times.Item2);
        written.AsObject().Remove("firstTimestamp");
        written.AsObject().Remove("lastTimestamp");
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    {
                      "apiVersion": "v1", "kind": "Event", "metadata": { "generateName": "aws-app-mesh-inject-" },
                      "involvedObject": { "apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web", "uid": "u-1" },
                      "reason": "InvalidAnnotation", "type": "Warning",
                      "message": "a pod was refused, InvalidAnnotation (appmesh.k8s.aws/ports): the events of its ReplicaSet web-7d4 tell what to mend, and so does `appmesh-inject explain FILE` of its manifest",
                      "source": { "component": "aws-app-mesh-inject" }, "reportingComponent": "aws-app-mesh-inject", "reportingInstance": "replica-1", "count": 1
                    }
                    """),
                written),
            written.ToJsonString());
    }

    [Fact]
    public async Task A_refused_pod_of_a_Job_is_told_of_on_the_CronJob()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));

        Assert.Equal("CronJob", JsonNode.Parse(Assert.Single(server.Bodies))!["involvedObject"]!["kind"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"metadata":{"ownerReferences":[]}}""")]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData("""{"metadata":{"ownerReferences":[{"kind":"Deployment","name":"web"}]}}""")]
    [InlineData(null)]
    public async Task Where_the_owner_has_no_owner_or_is_gone_nothing_is_told(string? owner)
    {
        await using var server = await StandInServer.StartAsync(_certificate, WithOwner(owner));
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
        Assert.Empty(server.Bodies);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData(null)]
    public async Task An_owner_of_which_nothing_is_to_be_told_is_asked_for_once_in_ten_minutes(string? owner)
    {
        await using var server = await StandInServer.StartAsync(_certificate, WithOwner(owner));
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet));
        Assert.Single(server.Requests);
        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet with { OwnerName = "web-5f9" }));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task An_event_that_another_stands_in_the_way_of_is_written_the_next_time()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);
        server.Statuses[EventsPath] = StatusCodes.Status409Conflict;
        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));

        server.Statuses.Clear();

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task Of_one_workload_there_is_one_event_in_ten_minutes()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task Each_Job_of_a_CronJob_and_each_ReplicaSet_of_a_Deployment_is_of_one_workload()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfJob with { OwnerName = "backup-12345679" }));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet with { OwnerName = "web-5f9" }));
    }

    [Fact]
    public async Task An_owner_that_is_gone_does_not_keep_from_telling_of_the_next_of_its_workload()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfJob with { OwnerName = "backup-12345670" }));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_the_next_time()
    {
        var answers = new Dictionary<string, string>(Answers);
        answers.Remove(EventsPath);
        await using var server = await StandInServer.StartAsync(_certificate, answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));
        answers[EventsPath] = "{}";
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task An_API_server_that_is_not_there_ends_nothing()
    {
        using var events = Events(new Uri("https://127.0.0.1:1"));

        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfJob));
    }

    [Fact]
    public async Task The_longest_message_is_as_short_as_an_event_takes()
    {
        var owner = new string('w', 253);
        var path = ReplicaSetPath.Replace("web-7d4", owner, StringComparison.Ordinal);
        await using var server = await StandInServer.StartAsync(_certificate, new Dictionary<string, string>(Answers) { [path] = Answers[ReplicaSetPath] });
        using var events = Events(server.Address);
        var annotations = new JsonObject(AnnotationCatalogue.All.Select(annotation => KeyValuePair.Create(annotation.Key, (JsonNode?)"\u0001,\u0001")));
        _queue.Offer(Refused.OfOwners($$"""[{"kind":"ReplicaSet","name":"{{owner}}","controller":true}]""", annotations: annotations.ToJsonString()));
        var refusal = await _queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith(", …", refusal.Because, StringComparison.Ordinal);

        await TellAsync(events, refusal);

        Assert.InRange(JsonNode.Parse(Assert.Single(server.Bodies))!["message"]!.GetValue<string>().Length, refusal.Because.Length, LongestMessage);
    }

    [Fact]
    public async Task Nothing_that_the_pods_author_wrote_is_told()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);
        _queue.Offer(Refused.OfOwners(
            """[{"kind":"ReplicaSet","name":"web-7d4","controller":true}]""",
            annotations: """{"appmesh.k8s.aws/ports":"call-me","appmesh.k8s.aws/virtualNode":"call me","call-me":"call-me"}"""));

        await TellAsync(events, await _queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken));

        var written = Assert.Single(server.Bodies);
        Assert.Contains("appmesh.k8s.aws/ports", written, StringComparison.Ordinal);
        Assert.Contains("appmesh.k8s.aws/virtualNode", written, StringComparison.Ordinal);
        Assert.DoesNotContain("call", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_written_a_second_apart_and_counted()
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);
        _queue.Offer(Refused.Of("ReplicaSet", "web-7d4"));
        _queue.Offer(Refused.Of("Job", "backup-12345678"));
        await events.StartAsync(TestContext.Current.CancellationToken);

        await Serving.RunningProgram.UntilAsync(async () => await WrittenAsync() == 1, () => "the first event was not written");
        Assert.Single(server.Bodies);
        await Serving.RunningProgram.UntilAsync(
            async () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return await WrittenAsync() == 2;
            },
            () => "the second event was not written");

        Assert.Equal(2, server.Bodies.Count);
        await events.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Written", 1)]
    [InlineData("Repeated", 2)]
    public async Task It_ends_quietly_between_two_events_and_while_it_waits_for_one(string last, int offered)
    {
        await using var server = await StandInServer.StartAsync(_certificate, Answers);
        using var events = Events(server.Address);
        for (var i = 0; i < offered; i++)
        {
            _queue.Offer(Refused.Of("ReplicaSet", "web-7d4"));
        }

        await events.StartAsync(TestContext.Current.CancellationToken);
        await Serving.RunningProgram.UntilAsync(
            async () =>
            {
                if (await CountAsync(last) == 1)
                {
                    return true;
                }

                _time.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            () => "the last refusal was not read");

        await events.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TaskStatus.RanToCompletion, events.ExecuteTask?.Status);
    }

    // The API server's answers where this is the pod's owner; null where that is gone.
    private static Dictionary<string, string> WithOwner(string? owner)
    {
        var answers = new Dictionary<string, string>(Answers);
        answers.Remove(ReplicaSetPath);
        if (owner is not null)
        {
            answers[ReplicaSetPath] = owner;
        }

        return answers;
    }

    private RefusalEvents Events(Uri server) => new(
        _queue, new EventOptions(new InClusterConfiguration(server, _folder.FullName), "replica-1"), _metrics, new ApiServerMetrics(_registry), _time, NullLogger<RefusalEvents>.Instance);

    private static Task<EventOutcome> TellAsync(RefusalEvents events, Refusal refusal) => events.TellAsync(refusal, TestContext.Current.CancellationToken);

    private Task<double> WrittenAsync() => CountAsync("Written");

    private async Task<double> CountAsync(string outcome) => (await Scrape.OfAsync(_registry))[$"appmesh_inject_events_total{{outcome=\"{outcome}\"}}"];
}
