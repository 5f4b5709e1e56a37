using System.Text.Json.Nodes;
using AppMeshInject.Events;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests the content of events.</summary>
public sealed class RefusalEventsTests : RefusalEventsTestBase
{
    // https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/events.go
    private const int LongestMessage = 1024;

    [Fact]
    public async Task A_refused_pod_of_a_ReplicaSet_is_told_of_on_the_Deployment()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
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
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));

        Assert.Equal("CronJob", JsonNode.Parse(Assert.Single(server.Bodies))!["involvedObject"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_longest_message_is_as_short_as_an_event_takes()
    {
        var owner = new string('w', 253);
        var path = ReplicaSetPath.Replace("web-7d4", owner, StringComparison.Ordinal);
        await using var server = await FakeServer.StartAsync(Certificate, new Dictionary<string, string>(Answers) { [path] = Answers[ReplicaSetPath] });
        using var events = Events(server.Address);
        var annotations = new JsonObject(AnnotationCatalogue.All.Select(annotation => KeyValuePair.Create(annotation.Key, (JsonNode?)"\u0001,\u0001")));
        Queue.Offer(RejectedPods.OfOwners($$"""[{"kind":"ReplicaSet","name":"{{owner}}","controller":true}]""", annotations: annotations.ToJsonString()));
        var refusal = await Queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith(", …", refusal.Because, StringComparison.Ordinal);

        await TellAsync(events, refusal);

        Assert.InRange(JsonNode.Parse(Assert.Single(server.Bodies))!["message"]!.GetValue<string>().Length, refusal.Because.Length, LongestMessage);
    }

    [Fact]
    public async Task Nothing_that_the_pods_author_wrote_is_told()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);
        Queue.Offer(RejectedPods.OfOwners(
            """[{"kind":"ReplicaSet","name":"web-7d4","controller":true}]""",
            annotations: """{"appmesh.k8s.aws/ports":"call-me","appmesh.k8s.aws/virtualNode":"call me","call-me":"call-me"}"""));

        await TellAsync(events, await Queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken));

        var written = Assert.Single(server.Bodies);
        Assert.Contains("appmesh.k8s.aws/ports", written, StringComparison.Ordinal);
        Assert.Contains("appmesh.k8s.aws/virtualNode", written, StringComparison.Ordinal);
        Assert.DoesNotContain("call", written, StringComparison.Ordinal);
    }
}
