using System.Text.Json.Nodes;
using Xunit;

namespace AppMeshInject.Tests.Explanations;

/// <summary>Tests the verdict of <c>explain pod/NAME</c>.</summary>
public sealed class ExplainPodTests : ExplainPodTestBase
{
    [Fact]
    public async Task A_pod_whose_namespace_has_not_opted_in_is_told_so()
    {
        Cluster[Namespace] = """{"metadata":{"name":"shop"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("NotAsked", live["conclusion"]!["code"]!.ToString());
        Assert.Contains("kubectl label namespace shop appmesh.k8s.aws/sidecarInjectorWebhook=enabled, then create it anew (kubectl rollout restart deployment/web --namespace shop)", live["conclusion"]!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.False(live["injectorAsked"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_pod_that_lacks_its_sidecar_is_explained_with_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("Lacks", live["conclusion"]!["code"]!.ToString());
        var workload = JsonNode.Parse(run.Output)!["workloads"]![0]!;
        Assert.Equal(("Injected", "installed", "shop-web"), (workload["reason"]!.ToString(), workload["mesh"]!.ToString(), workload["virtualNode"]!.ToString()));

        // Of a server that is known to be new enough.
        Assert.Equal(2, workload["added"]!["initContainers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Flags_are_tried_on_top_of_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync("--inject-default=false");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("LeftAlone", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_pod_that_is_older_than_the_webhook_is_told_so()
    {
        Cluster[Pod] = Bare(created: "2025-12-31T23:59:59Z");

        Assert.Equal("Older", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_pod_that_carries_the_sidecar_is_told_what_it_carries()
    {
        var settings = (await ExplainAsync()).Live["settings"]!.ToString();
        Cluster[Pod] = Injected(settings);

        var (run, live) = await ExplainAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Carries", live["conclusion"]!["code"]!.ToString());
        Assert.Equal("installed", live["carries"]!["mesh"]!.ToString());
        Assert.Equal("AlreadyInjected", JsonNode.Parse(run.Output)!["workloads"]![0]!["reason"]!.ToString());

        Cluster[Pod] = Injected("0123456789ab");
        Assert.Equal("CarriesOlder", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("Lacks", "{}", false)]
    [InlineData("Lacks", """{"settings":"0123456789ab","version":"0.1.0"}""", false)]
    [InlineData("CarriesOther", "{}", true)]
    [InlineData("CarriesOther", """{"settings":"0123456789ab","version":"0.1.0","containers":[null]}""", true)]
    [InlineData("CarriesOlder", """{"settings":"0123456789ab","version":"0.1.0"}""", true)]
    public async Task What_a_pod_carries_is_told_by_its_containers_and_not_by_what_is_written_on_it(string code, string status, bool hasSidecar)
    {
        var pod = JsonNode.Parse(hasSidecar ? Injected("x") : Bare())!;
        pod["metadata"]!["annotations"] = new JsonObject { ["appmesh.k8s.aws/injectStatus"] = status };
        Cluster[Pod] = pod.ToJsonString();

        Assert.Equal(code, (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_webhook_that_leaves_the_namespace_out_is_told()
    {
        Cluster[Configuration] = Cluster[Configuration].Replace("\"enabled\"", "\"on\"", StringComparison.Ordinal);

        Assert.Contains("namespaceSelector leaves the namespace out", (await ExplainAsync()).Live["why"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_with_conditions_is_told_and_nothing_concluded()
    {
        Cluster[Configuration] = Cluster[Configuration].Replace("\"rules\"", "\"matchConditions\":[{\"name\":\"not-mine\",\"expression\":\"false\"}],\"rules\"", StringComparison.Ordinal);

        var (_, live) = await ExplainAsync();

        Assert.Contains("matchConditions", live["why"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(live["injectorAsked"]);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Without_a_webhook_configuration_nobody_is_asked()
    {
        Cluster.Remove(Configuration);

        Assert.Contains("there is no webhook configuration", (await ExplainAsync()).Live["why"]!.ToString(), StringComparison.Ordinal);
    }
}
