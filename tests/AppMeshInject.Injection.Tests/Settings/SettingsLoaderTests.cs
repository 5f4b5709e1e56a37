using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Settings;

public sealed class SettingsLoaderTests
{
    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_its_other_names()
    {
        var environment = new Dictionary<string, string>
        {
            ["APPMESH_INJECT_MESH_NAME"] = "own",
            ["MESH_NAME"] = "first",
            ["APPMESH_NAME"] = "second",
        };
        Assert.Equal("flag", Load(environment, "--mesh-name=flag").Settings.Mesh.Name);
        Assert.Equal("own", Load(environment).Settings.Mesh.Name);
        environment.Remove("APPMESH_INJECT_MESH_NAME");
        Assert.Equal("first", Load(environment).Settings.Mesh.Name);
        environment["MESH_NAME"] = "";
        Assert.Equal("second", Load(environment).Settings.Mesh.Name);
        environment.Remove("APPMESH_NAME");
        Assert.Null(Load(environment).Settings.Mesh.Name);
    }

    [Theory]
    [InlineData("APPMESH_INJECT_REGION")]
    [InlineData("APPMESH_REGION")]
    [InlineData("AWS_REGION")]
    public void The_region_is_read_from_several_variables(string variable) =>
        Assert.Equal("eu-west-1", Load(new() { [variable] = "eu-west-1" }).Settings.Mesh.Region);

    [Theory]
    [InlineData("APPMESH_INJECT_SIDECAR_LOG_LEVEL")]
    [InlineData("APPMESH_INJECT_LOG_LEVEL")]
    [InlineData("APPMESH_LOG_LEVEL")]
    public void An_alias_has_a_variable_too(string variable) =>
        Assert.Equal("debug", Load(new() { [variable] = "debug" }).Settings.Envoy.LogLevel);

    [Fact]
    public void Of_a_flag_that_is_given_twice_the_last_wins()
    {
        Assert.Equal("b", Load([], "--mesh-name=a", "--mesh-name=b").Settings.Mesh.Name);
        Assert.Equal("trace", Load([], "--sidecar-log-level=debug", "--log-level=trace").Settings.Envoy.LogLevel);
        Assert.Equal("debug", Load([], "--log-level=trace", "--sidecar-log-level=debug", "--preview").Settings.Envoy.LogLevel);
    }

    [Fact]
    public void A_flag_that_is_overridden_need_not_be_right() => Assert.Empty(Load([], "--port=x", "--port=8443").Errors);

    [Fact]
    public void An_empty_value_removes_what_has_no_default()
    {
        var loaded = Load(new() { ["MESH_NAME"] = "m" }, "--mesh-name=", "--sidecar-cpu-requests=", "--sidecar-cpu-limits=");
        Assert.Empty(loaded.Errors);
        Assert.Null(loaded.Settings.Mesh.Name);
        Assert.Null(loaded.Settings.Sidecar.CpuRequest);
        Assert.Null(loaded.Settings.Sidecar.CpuLimit);
    }

    [Fact]
    public void A_fault_names_what_was_written()
    {
        Assert.Equal(["--log-level: \"loud\" is not one of trace, debug, info, warning, error, critical, off"], Load([], "--log-level=loud").Errors);
        Assert.Equal(["-port: \"x\" is not a port (1 to 65535)"], Load([], "-port=x").Errors);
        Assert.Equal(["APPMESH_INJECT_PORT: \"\" is not a port (1 to 65535)"], Load(new() { ["APPMESH_INJECT_PORT"] = "" }).Errors);
        Assert.Equal(["MESH_NAME: \"a b\" is not a valid name; remove /, white space and control characters"], Load(new() { ["MESH_NAME"] = "a b" }).Errors);
    }

    [Fact]
    public void Every_fault_is_found_at_once()
    {
        var loaded = Load(
            new() { ["APPMESH_INJECT_PREVIEW"] = "perhaps" },
            "--port=0", "--metrics-port=x", "--ignored-ips=10.0.0.0/8,x", "--enable-jaeger-tracing", "--enable-datadog-tracing");
        Assert.Equal(
            [
                "--ignored-ips: \"10.0.0.0/8,x\": \"x\" is not an IP address or CIDR block",
                "APPMESH_INJECT_PREVIEW: \"perhaps\" is not true or false",
                "--port: \"0\" is not a port (1 to 65535)",
                "--metrics-port: \"x\" is not a port (1 to 65535)",
                "--enable-xray-tracing, --enable-jaeger-tracing, --enable-datadog-tracing: more than one is set; Envoy sends its traces to one place",
            ],
            loaded.Errors);
    }

    [Fact]
    public void An_unknown_variable_is_noticed()
    {
        var loaded = Load(new()
        {
            ["APPMESH_INJECT_MESHNAME"] = "m",
            ["APPMESH_INJECT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"] = "m",
            ["APPMESH_INJECTION"] = "m",
            ["PATH"] = "/bin",
        });
        Assert.Empty(loaded.Errors);
        Assert.Equal(
            [
                "APPMESH_INJECT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA? is no setting and is ignored",
                "APPMESH_INJECT_MESHNAME is no setting and is ignored; did you mean APPMESH_INJECT_MESH_NAME?",
            ],
            loaded.Notices);
    }

    [Fact]
    public void Every_variable_of_a_setting_is_known()
    {
        var environment = SettingsCatalogue.ByName.Keys.ToDictionary(Setting.GetEnvironmentVariable, name => SettingsCatalogue.ByName[name].Default ?? "");
        Assert.Empty(Load(environment).Notices);
        Assert.Empty(Load(environment).Errors);
    }

    [Fact]
    public void A_flag_that_does_nothing_says_so() => Assert.Equal(
        ["inject-statsd-exporter-sidecar does nothing and can be removed: set enable-statsd and statsd-address to reach a StatsD server"],
        Load([], "--inject-statsd-exporter-sidecar").Notices);

    [Fact]
    public void Nothing_is_to_be_said_of_the_defaults()
    {
        var loaded = Load([]);
        Assert.Empty(loaded.Errors);
        Assert.Empty(loaded.Notices);
        Assert.Equal(loaded.Settings.Hash, SettingsLoader.LoadDefaults().Hash);
    }

    private static LoadedSettings Load(Dictionary<string, string> environment, params string[] flags) =>
        SettingsLoader.Load(SettingArguments.Parse(flags), environment);
}
