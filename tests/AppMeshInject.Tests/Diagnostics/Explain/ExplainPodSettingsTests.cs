using System.Text.Json.Nodes;
using Xunit;

namespace AppMeshInject.Tests.Diagnostics.Explain;

/// <summary>Tests how <c>explain pod/NAME</c> reads the settings of the installed injector.</summary>
public sealed class ExplainPodSettingsTests : ExplainPodTestBase
{
    [Fact]
    public async Task Without_the_settings_of_the_injector_the_verdict_is_unknown()
    {
        Forbid(Deployment);

        var (bare, live) = await ExplainAsync();
        Assert.Equal(1, bare.ExitCode);
        Assert.Equal("Unknown", live["verdict"]!["code"]!.ToString());
        Assert.True(live.AsObject().TryGetPropertyValue("settingsHash", out var settings));
        Assert.Null(settings);
        Assert.Contains("forbidden", live["settingsProblem"]!.ToString(), StringComparison.Ordinal);

        Cluster[Pod] = CreateInjectedPod("0123456789ab");
        var (injected, injectedLive) = await ExplainAsync();
        Assert.Equal((0, "InjectedSettingsUnknown"), (injected.ExitCode, injectedLive["verdict"]!["code"]!.ToString()));
    }

    [Theory]
    [InlineData("""
        {"name":"appmesh-inject",
         "env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}}]}
        """)]
    [InlineData("""
        {"name":"appmesh-inject",
         "env":[{"name":"MESH","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}},
          {"name":"MESH_NAME","value":"$(MESH)"}]}
        """)]
    [InlineData("""
        {"name":"appmesh-inject","args":["serve","--mesh-name=$(MESH_NAME)"],
         "envFrom":[{"configMapRef":{"name":"settings-1"}}]}
        """)]
    [InlineData("""{"name":"appmesh-inject","command":["/appmesh-inject","--mesh-name","installed"]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"prefix":"MESH_","configMapRef":{"name":"settings-2"}}]}""")]
    [InlineData("""
        {"name":"appmesh-inject",
         "envFrom":[{"configMapRef":{"name":"settings-1"}},{"configMapRef":{"name":"absent","optional":true}}]}
        """)]
    [InlineData("""
        {"name":"appmesh-inject",
         "envFrom":[{"configMapRef":{"name":"settings-1"}},{"prefix":"OTHER_","secretRef":{"name":"other"}}]}
        """)]
    [InlineData("""{"name":"injector","envFrom":[{"configMapRef":{"name":"settings-1"}}]}""")]
    public async Task Settings_are_read_from_all_supported_places_of_a_Deployment(string container)
    {
        SetContainers(container);
        Cluster["GET /api/v1/namespaces/appmesh-inject/configmaps/settings-2"] = """{"data":{"NAME":"installed"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("SidecarMissing", live["verdict"]!["code"]!.ToString());
        Assert.Equal("installed", JsonNode.Parse(run.Output)!["workloads"]![0]!["mesh"]!.ToString());
    }

    [Theory]
    [InlineData(
        "variables come from the Secret s", """{"name":"appmesh-inject","envFrom":[{"secretRef":{"name":"s"}}]}""")]
    [InlineData(
        "the value of the variable MESH_NAME does not come from a ConfigMap",
        """
        {"name":"appmesh-inject",
         "env":[{"name":"MESH_NAME","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}
        """)]
    [InlineData(
        "the value of the variable MESH_NAME does not come from a ConfigMap",
        """
        {"name":"appmesh-inject",
         "env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}},{"name":"MESH_NAME","value":"$(A)"}]}
        """)]
    [InlineData(
        "an argument refers to a variable that cannot be read",
        """
        {"name":"appmesh-inject","args":["--mesh-name=$(A)"],
         "env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}
        """)]
    [InlineData(
        "has no key absent",
        """
        {"name":"appmesh-inject",
         "env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"absent"}}}]}
        """)]
    [InlineData(
        "the ConfigMap absent in namespace appmesh-inject does not exist",
        """{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"absent"}}]}""")]
    [InlineData(
        "runs another command", """{"name":"appmesh-inject","command":["sh","-c","appmesh-inject --mesh-name=x"]}""")]
    [InlineData("has no container appmesh-inject", """{"name":"a"},{"name":"b"}""")]
    public async Task Unreadable_settings_are_reported(string problem, string containers)
    {
        SetContainers(containers);

        var (run, live) = await ExplainAsync();

        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, live["settingsProblem"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("Unknown", live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_verdict_that_does_not_depend_on_settings_needs_no_settings()
    {
        Forbid(Deployment);
        Cluster[Pod] = CreateBarePod().Replace(
            "\"spec\":{", "\"spec\":{\"hostNetwork\":true,", StringComparison.Ordinal);

        Assert.Equal("Skipped", (await ExplainAsync()).Live["verdict"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_list_with_a_null_item_makes_the_settings_unknown()
    {
        SetContainers("null");

        var (run, live) = await ExplainAsync();

        Assert.Contains("is not an API server", run.Error, StringComparison.Ordinal);
        Assert.Equal("Unknown", live["verdict"]!["code"]!.ToString());
    }
}
