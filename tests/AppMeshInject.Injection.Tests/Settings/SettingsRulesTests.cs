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
    public void Image_is_set_as_a_whole_or_by_repository_and_tag(string expected, params string[] flags) =>
        Assert.Equal(expected, Given.Settings(flags).Envoy.Image);

    [Theory]
    [InlineData("--sidecar-image-repository=my/envoy")]
    [InlineData("--sidecar-image-tag=1")]
    public void Image_cannot_be_combined_with_repository_or_tag(string part) => Assert.Equal(
        [
            "--sidecar-image: cannot be combined with --sidecar-image-repository or --sidecar-image-tag; set either "
                + "the "
                + "whole image or its repository and tag",
        ],
        Given.Loaded("--sidecar-image=my/envoy:1", part).Errors);

    [Fact]
    public void Repository_and_tag_must_be_a_valid_image()
    {
        Assert.Equal(
            ["--sidecar-image-repository with --sidecar-image-tag: \"my/envoy:1:2\" is not an image reference such "
                + "as registry.example/envoy:v1"],
            Given.Loaded("--sidecar-image-repository=my/envoy:1", "--sidecar-image-tag=2").Errors);
        Assert.Equal(
            ["--sidecar-image-tag: \"@sha256:0123\" is not an image tag such as v1"],
            Given.Loaded("--sidecar-image-tag=@sha256:0123").Errors);
    }

    [Theory]
    [InlineData("30d", "60d", 0)]
    [InlineData("30d", "1439h", 1)]
    public void Ca_must_be_valid_for_twice_the_certificate_lifetime(string certificate, string ca, int errors) =>
        Assert.Equal(errors, Given.Loaded($"--certificate-life={certificate}", $"--authority-life={ca}").Errors.Count);

    [Theory]
    [InlineData(0)]
    [InlineData(0, "--enable-xray-tracing")]
    [InlineData(0, "--enable-jaeger-tracing")]
    [InlineData(0, "--enable-datadog-tracing")]
    [InlineData(1, "--enable-xray-tracing", "--enable-jaeger-tracing")]
    [InlineData(1, "--inject-xray-sidecar", "--enable-datadog-tracing")]
    [InlineData(1, "--enable-jaeger-tracing", "--enable-datadog-tracing")]
    [InlineData(1, "--enable-xray-tracing", "--enable-jaeger-tracing", "--enable-datadog-tracing")]
    public void At_most_one_tracing_destination_can_be_enabled(int errors, params string[] flags) =>
        Assert.Equal(errors, Given.Loaded(flags).Errors.Count);

    [Fact]
    public void Request_must_not_exceed_its_limit()
    {
        Assert.Equal(
            [
                "--sidecar-cpu-limits: \"9m\" is less than --sidecar-cpu-requests (\"10m\"); raise the limit or "
                    + "lower the "
                    + "request",
                "--sidecar-memory-limits: \"1Mi\" is less than --sidecar-memory-requests (\"32Mi\"); raise the "
                    + "limit or "
                    + "lower the request",
            ],
            Given.Loaded("--sidecar-cpu-limits=9m", "--sidecar-memory-limits=1Mi").Errors);
        Assert.Empty(Given.Loaded("--sidecar-cpu-limits=10m", "--sidecar-memory-limits=32Mi").Errors);
        string[] noRequests =
        [
            "--sidecar-cpu-limits=1m", "--sidecar-cpu-requests=",
            "--sidecar-memory-limits=1", "--sidecar-memory-requests=",
        ];
        Assert.Empty(Given.Loaded(noRequests).Errors);
    }

    [Fact]
    public void Ports_of_webhook_and_metrics_must_differ()
    {
        Assert.Equal(
            ["--metrics-port: \"8443\" is also the value of --port; set two different ports"],
            Given.Loaded("--metrics-port=8443").Errors);
        Assert.Empty(Given.Loaded("--metrics-port=1", "--port=2").Errors);
    }

    [Theory]
    [InlineData("15000")]
    [InlineData("15001")]
    public void Admin_port_must_not_be_a_proxy_port(string port) => Assert.Equal(
        [$"--envoy-admin-access-port: \"{port}\" is reserved for Envoy's proxy traffic; set another port"],
        Given.Loaded("--envoy-admin-access-port=" + port).Errors);

    [Theory]
    [InlineData("14999")]
    [InlineData("15002")]
    public void Admin_port_can_be_any_other_port(string port) =>
        Assert.Empty(Given.Loaded("--envoy-admin-access-port=" + port).Errors);

    [Theory]
    [InlineData("--native-sidecar=true", "--kubernetes-version=1.28", 1)]
    [InlineData("--native-sidecar=true", "--kubernetes-version=1.29", 0)]
    [InlineData("--native-sidecar=auto", "--kubernetes-version=1.28", 0)]
    [InlineData("--native-sidecar=false", "--kubernetes-version=1.28", 0)]
    [InlineData("--native-sidecar=true", "--preview", 0)]
    public void Native_sidecars_require_a_version_that_supports_them(string flag, string other, int errors) =>
        Assert.Equal(errors, Given.Loaded(flag, other).Errors.Count);

    [Fact]
    public void Error_about_native_sidecars_contains_the_fix() => Assert.Equal(
        ["--native-sidecar: \"true\" requires Kubernetes 1.29 or later, but the version is v1.28.3; set it to auto "
            + "or false"],
        Given.Loaded("--native-sidecar=true", "--kubernetes-version=v1.28.3").Errors);

    [Theory]
    [InlineData(true, "--native-sidecar=true")]
    [InlineData(true, "--native-sidecar=auto", "--kubernetes-version=1.32")]
    [InlineData(true, "--kubernetes-version=1.33")]
    [InlineData(false, "--kubernetes-version=1.31")]
    [InlineData(false)]
    [InlineData(false, "--native-sidecar=false", "--kubernetes-version=1.32")]
    public void Auto_uses_native_sidecars_with_1_32_or_later(bool expected, params string[] flags)
    {
        var settings = Given.Settings(flags);
        Assert.Equal(expected, ClusterInfo.FromSettings(settings).UsesNativeSidecarsByDefault(settings));
    }

    [Fact]
    public void Cluster_info_is_created_from_the_settings()
    {
        var cluster = ClusterInfo.FromSettings(Given.Settings("--region=eu-west-1", "--kubernetes-version=v1.32.1"));
        Assert.Equal(
            ("eu-west-1", "v1.32.1", "appmesh-inject"),
            (cluster.Region, cluster.Version!.Text, cluster.InjectorNamespace));
        Assert.Equal("mine", ClusterInfo.FromSettings(Given.Settings(), "mine").InjectorNamespace);
    }
}
