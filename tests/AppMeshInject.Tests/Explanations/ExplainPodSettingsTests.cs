using System.Text.Json.Nodes;
using Xunit;

namespace AppMeshInject.Tests.Explanations;

/// <summary>Tests how <c>explain pod/NAME</c> reads the settings of the installed injector.</summary>
public sealed class ExplainPodSettingsTests : ExplainPodTestBase
{
    [Fact]
    public async Task Where_the_settings_of_the_injector_may_not_be_read_nothing_is_concluded_from_other_settings()
    {
        Forbid(Deployment);

        var (bare, live) = await ExplainAsync();
        Assert.Equal(1, bare.ExitCode);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
        Assert.True(live.AsObject().TryGetPropertyValue("settings", out var settings));
        Assert.Null(settings);
        Assert.Contains("forbidden", live["settingsProblem"]!.ToString(), StringComparison.Ordinal);

        Cluster[Pod] = Injected("0123456789ab");
        var (injected, carrying) = await ExplainAsync();
        Assert.Equal((0, "CarriesNotKnown"), (injected.ExitCode, carrying["conclusion"]!["code"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}}]}""")]
    [InlineData("""{"name":"appmesh-inject","env":[{"name":"MESH","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"MESH_NAME"}}},{"name":"MESH_NAME","value":"$(MESH)"}]}""")]
    [InlineData("""{"name":"appmesh-inject","args":["serve","--mesh-name=$(MESH_NAME)"],"envFrom":[{"configMapRef":{"name":"settings-1"}}]}""")]
    [InlineData("""{"name":"appmesh-inject","command":["/appmesh-inject","--mesh-name","installed"]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"prefix":"MESH_","configMapRef":{"name":"settings-2"}}]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"settings-1"}},{"configMapRef":{"name":"absent","optional":true}}]}""")]
    [InlineData("""{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"settings-1"}},{"prefix":"OTHER_","secretRef":{"name":"other"}}]}""")]
    [InlineData("""{"name":"injector","envFrom":[{"configMapRef":{"name":"settings-1"}}]}""")]
    public async Task Settings_are_read_wherever_a_Deployment_may_have_them(string container)
    {
        SetContainers(container);
        Cluster["GET /api/v1/namespaces/appmesh-inject/configmaps/settings-2"] = """{"data":{"NAME":"installed"}}""";

        var (run, live) = await ExplainAsync();

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("Lacks", live["conclusion"]!["code"]!.ToString());
        Assert.Equal("installed", JsonNode.Parse(run.Output)!["workloads"]![0]!["mesh"]!.ToString());
    }

    [Theory]
    [InlineData("variables come from the Secret s", """{"name":"appmesh-inject","envFrom":[{"secretRef":{"name":"s"}}]}""")]
    [InlineData("the variable MESH_NAME comes from elsewhere", """{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}""")]
    [InlineData("the variable MESH_NAME comes from elsewhere", """{"name":"appmesh-inject","env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}},{"name":"MESH_NAME","value":"$(A)"}]}""")]
    [InlineData("an argument has a variable that could not be read", """{"name":"appmesh-inject","args":["--mesh-name=$(A)"],"env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}""")]
    [InlineData("has no absent", """{"name":"appmesh-inject","env":[{"name":"MESH_NAME","valueFrom":{"configMapKeyRef":{"name":"settings-1","key":"absent"}}}]}""")]
    [InlineData("the ConfigMap absent in appmesh-inject is missing", """{"name":"appmesh-inject","envFrom":[{"configMapRef":{"name":"absent"}}]}""")]
    [InlineData("runs another command", """{"name":"appmesh-inject","command":["sh","-c","appmesh-inject --mesh-name=x"]}""")]
    [InlineData("has no container appmesh-inject", """{"name":"a"},{"name":"b"}""")]
    public async Task Settings_that_cannot_be_read_are_not_known(string problem, string containers)
    {
        SetContainers(containers);

        var (run, live) = await ExplainAsync();

        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, live["settingsProblem"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task What_no_setting_can_change_is_concluded_without_the_settings()
    {
        Forbid(Deployment);
        Cluster[Pod] = Bare().Replace("\"spec\":{", "\"spec\":{\"hostNetwork\":true,", StringComparison.Ordinal);

        Assert.Equal("LeftAlone", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Fact]
    public async Task A_list_with_nothing_in_a_place_makes_the_settings_unknown()
    {
        SetContainers("null");

        var (run, live) = await ExplainAsync();

        Assert.Contains("is not an API server", run.Error, StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }
}
