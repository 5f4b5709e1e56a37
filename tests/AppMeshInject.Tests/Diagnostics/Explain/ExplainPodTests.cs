using System.Text.Json.Nodes;
using Xunit;

namespace AppMeshInject.Tests.Diagnostics.Explain;

/// <summary>Tests the verdict of <c>explain pod/NAME</c>.</summary>
public sealed class ExplainPodTests : ExplainPodTestBase
{
    [Fact]
    public async Task A_namespace_that_is_not_opted_in_is_reported()
    {
        Cluster[Namespace] = """{"metadata":{"name":"shop"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("WebhookNotCalled", live["verdict"]!["code"]!.ToString());
        Assert.Contains(
            "kubectl label namespace shop appmesh.k8s.aws/sidecarInjectorWebhook=enabled, then recreate it "
            + "(kubectl rollout restart deployment/web --namespace shop)",
            live["verdict"]!["text"]!.ToString(),
            StringComparison.Ordinal);
        Assert.False(live["webhookCalled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_pod_without_its_sidecar_is_explained_with_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("SidecarMissing", live["verdict"]!["code"]!.ToString());
        var workload = JsonNode.Parse(run.Output)!["workloads"]![0]!;
        Assert.Equal(
            ("Injected", "installed", "shop-web"),
            (workload["reason"]!.ToString(), workload["mesh"]!.ToString(), workload["virtualNode"]!.ToString()));

        // Kubernetes 1.32 supports native sidecars.
        Assert.Equal(2, workload["added"]!["initContainers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Flags_override_the_settings_of_the_injector()
    {
        var (run, live) = await ExplainAsync("--inject-default=false");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Skipped", live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_pod_that_was_created_before_the_webhook_is_reported()
    {
        Cluster[Pod] = CreateBarePod(created: "2025-12-31T23:59:59Z");

        Assert.Equal("CreatedBeforeWebhook", (await ExplainAsync()).Live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task The_inject_status_of_an_injected_pod_is_reported()
    {
        var settings = (await ExplainAsync()).Live["settingsHash"]!.ToString();
        Cluster[Pod] = CreateInjectedPod(settings);

        var (run, live) = await ExplainAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("UpToDate", live["verdict"]!["code"]!.ToString());
        Assert.Equal("installed", live["injectStatus"]!["mesh"]!.ToString());
        Assert.Equal("AlreadyInjected", JsonNode.Parse(run.Output)!["workloads"]![0]!["reason"]!.ToString());

        Cluster[Pod] = CreateInjectedPod("0123456789ab");
        Assert.Equal("Outdated", (await ExplainAsync()).Live["verdict"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("SidecarMissing", "{}", false)]
    [InlineData("SidecarMissing", """{"settings":"0123456789ab","version":"0.1.0"}""", false)]
    [InlineData("InjectedByOther", "{}", true)]
    [InlineData("InjectedByOther", """{"settings":"0123456789ab","version":"0.1.0","containers":[null]}""", true)]
    [InlineData("Outdated", """{"settings":"0123456789ab","version":"0.1.0"}""", true)]
    public async Task The_verdict_depends_on_the_containers_not_only_on_the_inject_status(
        string code, string status, bool hasSidecar)
    {
        var pod = JsonNode.Parse(hasSidecar ? CreateInjectedPod("x") : CreateBarePod())!;
        pod["metadata"]!["annotations"] = new JsonObject { ["appmesh.k8s.aws/injectStatus"] = status };
        Cluster[Pod] = pod.ToJsonString();

        Assert.Equal(code, (await ExplainAsync()).Live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_webhook_that_excludes_the_namespace_is_reported()
    {
        Cluster[Configuration] = Cluster[Configuration].Replace("\"enabled\"", "\"on\"", StringComparison.Ordinal);

        Assert.Contains(
            "namespaceSelector excludes the opted-in namespace",
            (await ExplainAsync()).Live["detail"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_matchConditions_lead_to_an_unknown_verdict()
    {
        Cluster[Configuration] = Cluster[Configuration].Replace(
            "\"rules\"",
            "\"matchConditions\":[{\"name\":\"not-mine\",\"expression\":\"false\"}],\"rules\"",
            StringComparison.Ordinal);

        var (_, live) = await ExplainAsync();

        Assert.Contains("matchConditions", live["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Null(live["webhookCalled"]);
        Assert.Equal("Unknown", live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_missing_webhook_configuration_is_reported()
    {
        Cluster.Remove(Configuration);

        Assert.Contains(
            "the webhook configuration aws-app-mesh-inject does not exist",
            (await ExplainAsync()).Live["detail"]!.ToString(),
            StringComparison.Ordinal);
    }
}
