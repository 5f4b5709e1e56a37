using AppMeshInject.Injection.Settings;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Settings;

public sealed class SettingsLoaderTests
{
    [Fact]
    public void Flag_overrides_the_environment_and_the_own_variable_overrides_the_others()
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
    public void Region_is_read_from_several_variables(string variable) =>
        Assert.Equal("eu-west-1", Load(new() { [variable] = "eu-west-1" }).Settings.Mesh.Region);

    [Theory]
    [InlineData("APPMESH_INJECT_SIDECAR_LOG_LEVEL")]
    [InlineData("APPMESH_INJECT_LOG_LEVEL")]
    [InlineData("APPMESH_LOG_LEVEL")]
    public void Alias_has_its_own_variable(string variable) =>
        Assert.Equal("debug", Load(new() { [variable] = "debug" }).Settings.Envoy.LogLevel);

    [Fact]
    public void Last_value_of_a_repeated_flag_is_used()
    {
        Assert.Equal("b", Load([], "--mesh-name=a", "--mesh-name=b").Settings.Mesh.Name);
        Assert.Equal("trace", Load([], "--sidecar-log-level=debug", "--log-level=trace").Settings.Envoy.LogLevel);
        Assert.Equal(
            "debug", Load([], "--log-level=trace", "--sidecar-log-level=debug", "--preview").Settings.Envoy.LogLevel);
    }

    [Fact]
    public void Invalid_value_of_an_overridden_flag_is_ignored() =>
        Assert.Empty(Load([], "--port=x", "--port=8443").Errors);

    [Fact]
    public void Empty_value_unsets_a_setting_without_default()
    {
        var loaded = Load(
            new() { ["MESH_NAME"] = "m" }, "--mesh-name=", "--sidecar-cpu-requests=", "--sidecar-cpu-limits=");
        Assert.Empty(loaded.Errors);
        Assert.Null(loaded.Settings.Mesh.Name);
        Assert.Null(loaded.Settings.Sidecar.CpuRequest);
        Assert.Null(loaded.Settings.Sidecar.CpuLimit);
    }

    [Fact]
    public void Error_contains_the_flag_or_variable_as_written()
    {
        Assert.Equal(
            ["--log-level: \"loud\" is not one of trace, debug, info, warning, error, critical, off"],
            Load([], "--log-level=loud").Errors);
        Assert.Equal(["-port: \"x\" is not a port (1 to 65535)"], Load([], "-port=x").Errors);
        Assert.Equal(
            ["APPMESH_INJECT_PORT: \"\" is not a port (1 to 65535)"],
            Load(new() { ["APPMESH_INJECT_PORT"] = "" }).Errors);
        Assert.Equal(
            ["MESH_NAME: \"a b\" is not a valid name; remove /, white space and control characters"],
            Load(new() { ["MESH_NAME"] = "a b" }).Errors);
    }

    [Fact]
    public void All_errors_are_reported()
    {
        var loaded = Load(
            new() { ["APPMESH_INJECT_PREVIEW"] = "perhaps" },
            "--port=0", "--metrics-port=x", "--ignored-ips=10.0.0.0/8,x", "--enable-jaeger-tracing",
                "--enable-datadog-tracing");
        Assert.Equal(
            [
                "--ignored-ips: \"10.0.0.0/8,x\": \"x\" is not an IP address or CIDR block",
                "APPMESH_INJECT_PREVIEW: \"perhaps\" is not true or false",
                "--port: \"0\" is not a port (1 to 65535)",
                "--metrics-port: \"x\" is not a port (1 to 65535)",
                "--enable-xray-tracing, --enable-jaeger-tracing, --enable-datadog-tracing: more than one is enabled; "
                    + "enable only one",
            ],
            loaded.Errors);
    }

    [Fact]
    public void Unknown_variable_causes_a_notice()
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
                "APPMESH_INJECT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?: unknown setting, ignored",
                "APPMESH_INJECT_MESHNAME: unknown setting, ignored; did you mean APPMESH_INJECT_MESH_NAME?",
            ],
            loaded.Notices);
    }

    [Fact]
    public void Variables_of_all_settings_are_known()
    {
        var environment = SettingsCatalogue.ByName.ToDictionary(
            pair => Setting.GetEnvironmentVariable(pair.Key), pair => pair.Value.Default ?? "");
        Assert.Empty(Load(environment).Notices);
        Assert.Empty(Load(environment).Errors);
    }

    [Fact]
    public void Flag_without_effect_causes_a_notice() => Assert.Equal(
        [
            "--inject-statsd-exporter-sidecar: has no effect; remove it, and set --enable-statsd and "
                + "--statsd-address to "
                + "use a StatsD server",
        ],
        Load([], "--inject-statsd-exporter-sidecar").Notices);

    [Fact]
    public void Defaults_cause_no_errors_and_no_notices()
    {
        var loaded = Load([]);
        Assert.Empty(loaded.Errors);
        Assert.Empty(loaded.Notices);
        Assert.Equal(loaded.Settings.Hash, SettingsLoader.LoadDefaults().Hash);
    }

    private static LoadedSettings Load(Dictionary<string, string> environment, params string[] flags) =>
        SettingsLoader.Load(SettingArguments.Parse(flags), environment);
}
