using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Settings;

public sealed class SettingsRulesTests
{
    private const string DefaultRepository = "public.ecr.aws/appmesh/aws-appmesh-envoy";
    private const string DefaultTag = "v1.34.13.3-prod";

    [Theory]
    [InlineData(DefaultRepository + ":" + DefaultTag)]
    [InlineData("my/envoy:1", "--sidecar-image=my/envoy:1")]
    [InlineData("my/envoy:" + DefaultTag, "--sidecar-image-repository=my/envoy")]
    [InlineData(DefaultRepository + ":1", "--sidecar-image-tag=1")]
    [InlineData("my/envoy:1", "--sidecar-image-repository=my/envoy", "--sidecar-image-tag=1")]
    public void The_image_is_set_whole_or_in_parts(string expected, params string[] flags) =>
        Assert.Equal(expected, Given.Settings(flags).Envoy.Image);

    [Theory]
    [InlineData("--sidecar-image-repository=my/envoy")]
    [InlineData("--sidecar-image-tag=1")]
    public void The_image_is_not_set_both_ways(string part) => Assert.Equal(
        ["--sidecar-image: is set beside --sidecar-image-repository or --sidecar-image-tag; set the whole image or its parts"],
        Given.Loaded("--sidecar-image=my/envoy:1", part).Errors);

    [Fact]
    public void The_parts_must_make_an_image()
    {
        Assert.Equal(
            ["--sidecar-image-repository with --sidecar-image-tag: \"my/envoy:1:2\" is not an image reference such as registry.example/envoy:v1"],
            Given.Loaded("--sidecar-image-repository=my/envoy:1", "--sidecar-image-tag=2").Errors);
        Assert.Equal(
            ["--sidecar-image-tag: \"@sha256:0123\" is not an image tag such as v1"],
            Given.Loaded("--sidecar-image-tag=@sha256:0123").Errors);
    }

    [Theory]
    [InlineData("30d", "60d", 0)]
    [InlineData("30d", "1439h", 1)]
    public void An_authority_outlives_its_certificates(string certificate, string authority, int faults) =>
        Assert.Equal(faults, Given.Loaded($"--certificate-life={certificate}", $"--authority-life={authority}").Errors.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(0, "--enable-xray-tracing")]
    [InlineData(0, "--enable-jaeger-tracing")]
    [InlineData(0, "--enable-datadog-tracing")]
    [InlineData(1, "--enable-xray-tracing", "--enable-jaeger-tracing")]
    [InlineData(1, "--inject-xray-sidecar", "--enable-datadog-tracing")]
    [InlineData(1, "--enable-jaeger-tracing", "--enable-datadog-tracing")]
    [InlineData(1, "--enable-xray-tracing", "--enable-jaeger-tracing", "--enable-datadog-tracing")]
    public void Traces_go_to_one_place(int faults, params string[] flags) => Assert.Equal(faults, Given.Loaded(flags).Errors.Count);

    [Fact]
    public void A_request_is_not_over_its_limit()
    {
        Assert.Equal(
            ["--sidecar-cpu-limits: \"9m\" is below --sidecar-cpu-requests, which is \"10m\"", "--sidecar-memory-limits: \"1Mi\" is below --sidecar-memory-requests, which is \"32Mi\""],
            Given.Loaded("--sidecar-cpu-limits=9m", "--sidecar-memory-limits=1Mi").Errors);
        Assert.Empty(Given.Loaded("--sidecar-cpu-limits=10m", "--sidecar-memory-limits=32Mi").Errors);
        Assert.Empty(Given.Loaded("--sidecar-cpu-limits=1m", "--sidecar-cpu-requests=", "--sidecar-memory-limits=1", "--sidecar-memory-requests=").Errors);
    }

    [Fact]
    public void The_two_ports_differ()
    {
        Assert.Equal(["--metrics-port: \"8443\" is the webhook's port too; the two need ports of their own"], Given.Loaded("--metrics-port=8443").Errors);
        Assert.Empty(Given.Loaded("--metrics-port=1", "--port=2").Errors);
    }

    [Theory]
    [InlineData("15000")]
    [InlineData("15001")]
    public void The_admin_interface_has_a_port_that_Envoy_does_not_redirect_to(string port) => Assert.Equal(
        [$"--envoy-admin-access-port: \"{port}\" is Envoy's own port for the traffic of the pod; set another"],
        Given.Loaded("--envoy-admin-access-port=" + port).Errors);

    [Theory]
    [InlineData("14999")]
    [InlineData("15002")]
    public void Any_other_port_will_do(string port) => Assert.Empty(Given.Loaded("--envoy-admin-access-port=" + port).Errors);

    [Theory]
    [InlineData("--native-sidecar=true", "--kubernetes-version=1.28", 1)]
    [InlineData("--native-sidecar=true", "--kubernetes-version=1.29", 0)]
    [InlineData("--native-sidecar=auto", "--kubernetes-version=1.28", 0)]
    [InlineData("--native-sidecar=false", "--kubernetes-version=1.28", 0)]
    [InlineData("--native-sidecar=true", "--preview", 0)]
    public void Native_sidecars_need_a_server_that_knows_them(string flag, string other, int faults) =>
        Assert.Equal(faults, Given.Loaded(flag, other).Errors.Count);

    [Fact]
    public void The_fault_says_what_to_do() => Assert.Equal(
        ["--native-sidecar: \"true\" needs Kubernetes 1.29 or later, and this is v1.28.3; set it to auto or false"],
        Given.Loaded("--native-sidecar=true", "--kubernetes-version=v1.28.3").Errors);

    [Theory]
    [InlineData(true, "--native-sidecar=true")]
    [InlineData(true, "--native-sidecar=auto", "--kubernetes-version=1.32")]
    [InlineData(true, "--kubernetes-version=1.33")]
    [InlineData(false, "--kubernetes-version=1.31")]
    [InlineData(false)]
    [InlineData(false, "--native-sidecar=false", "--kubernetes-version=1.32")]
    public void Auto_means_from_1_32_on(bool expected, params string[] flags)
    {
        var settings = Given.Settings(flags);
        Assert.Equal(expected, ClusterInfo.FromSettings(settings).UsesNativeSidecarsByDefault(settings));
    }

    [Fact]
    public void The_settings_say_what_they_can_of_the_cluster()
    {
        var cluster = ClusterInfo.FromSettings(Given.Settings("--region=eu-west-1", "--kubernetes-version=v1.32.1"));
        Assert.Equal(("eu-west-1", "v1.32.1", "appmesh-inject"), (cluster.Region, cluster.Version!.Text, cluster.InjectorNamespace));
        Assert.Equal("mine", ClusterInfo.FromSettings(Given.Settings(), "mine").InjectorNamespace);
    }
}
