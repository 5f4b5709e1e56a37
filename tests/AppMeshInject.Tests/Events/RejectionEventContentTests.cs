using System.Text.Json.Nodes;
using AppMeshInject.Admission;
using AppMeshInject.Events;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests the content of events.</summary>
public sealed class RejectionEventContentTests : RejectionEventTestBase
{
    // https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/events.go
    private const int MaxMessageLength = 1024;

    private const string Message =
        "Pod rejected: InvalidAnnotation (appmesh.k8s.aws/ports). For the fix, see the events of ReplicaSet web-7d4, "
        + "or run `appmesh-inject explain FILE` with the manifest.";

    [Fact]
    public async Task Rejected_pod_of_a_ReplicaSet_gets_an_event_on_its_Deployment()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));

        Assert.Equal([$"{ReplicaSetPath} Bearer pod-token", $"{EventsPath} Bearer pod-token"], server.Requests);
        var body = JsonNode.Parse(Assert.Single(server.Bodies))!;
        var times = (
            body["firstTimestamp"]!.GetValue<DateTimeOffset>(), body["lastTimestamp"]!.GetValue<DateTimeOffset>());
        Assert.Equal(times.Item1, times.Item2);
        body.AsObject().Remove("firstTimestamp");
        body.AsObject().Remove("lastTimestamp");
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    {
                      "apiVersion": "v1", "kind": "Event", "metadata": { "generateName": "aws-app-mesh-inject-" },
                      "involvedObject": {
                        "apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web", "uid": "u-1"
                      },
                      "reason": "InvalidAnnotation", "type": "Warning",
                      "message": "MESSAGE",
                      "source": { "component": "aws-app-mesh-inject" },
                      "reportingComponent": "aws-app-mesh-inject", "reportingInstance": "replica-1", "count": 1
                    }
                    """.Replace("MESSAGE", Message, StringComparison.Ordinal)),
                body),
            body.ToJsonString());
    }

    [Fact]
    public async Task Rejected_pod_of_a_Job_gets_an_event_on_its_CronJob()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfJob));

        Assert.Equal(
            "CronJob", JsonNode.Parse(Assert.Single(server.Bodies))!["involvedObject"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Longest_message_is_within_the_limit_of_events()
    {
        var owner = new string('w', 253);
        var path = ReplicaSetPath.Replace("web-7d4", owner, StringComparison.Ordinal);
        await using var server = await FakeServer.StartAsync(
            Certificate, new Dictionary<string, string>(Responses) { [path] = Responses[ReplicaSetPath] });
        using var writer = CreateWriter(server.Address);
        var annotations = new JsonObject(
            AnnotationCatalogue.All.Select(
                annotation => KeyValuePair.Create(annotation.Key, (JsonNode?)"\u0001,\u0001")));
        Queue.Add(RejectedAdmissions.CreateWithOwners(
            $$"""[{"kind":"ReplicaSet","name":"{{owner}}","controller":true}]""",
            annotations: annotations.ToJsonString()));
        var pod = await ReadPodAsync();
        Assert.EndsWith(", …", pod.Detail, StringComparison.Ordinal);

        await ReportAsync(writer, pod);

        var message = JsonNode.Parse(Assert.Single(server.Bodies))!["message"]!.GetValue<string>();
        Assert.InRange(message.Length, pod.Detail.Length, MaxMessageLength);
    }

    [Fact]
    public async Task Event_has_no_annotation_values()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);
        Queue.Add(RejectedAdmissions.CreateWithOwners(
            """[{"kind":"ReplicaSet","name":"web-7d4","controller":true}]""",
            annotations: """
                {"appmesh.k8s.aws/ports":"call-me","appmesh.k8s.aws/virtualNode":"call me","call-me":"call-me"}
                """));

        await ReportAsync(writer, await ReadPodAsync());

        var body = Assert.Single(server.Bodies);
        Assert.Contains("appmesh.k8s.aws/ports", body, StringComparison.Ordinal);
        Assert.Contains("appmesh.k8s.aws/virtualNode", body, StringComparison.Ordinal);
        Assert.DoesNotContain("call", body, StringComparison.Ordinal);
    }

    private ValueTask<RejectedPod> ReadPodAsync() =>
        Queue.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
}
