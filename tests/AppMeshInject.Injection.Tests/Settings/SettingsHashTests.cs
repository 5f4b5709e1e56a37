namespace AppMeshInject.Injection.Tests.Settings;

public sealed class SettingsHashTests
{
    [Fact]
    public void Hash_has_twelve_hexadecimal_digits() => Assert.Matches("^[0-9a-f]{12}$", Given.Settings().Hash);

    [Theory]
    [InlineData("--port=1")]
    [InlineData("--metrics-port=1")]
    [InlineData("--tlscert=a")]
    [InlineData("--tlskey=a")]
    [InlineData("--enable-tls=false")]
    [InlineData("--shutdown-delay=1")]
    [InlineData("--injector-log-level=debug")]
    [InlineData("--inject-statsd-exporter-sidecar")]
    [InlineData("--prestop-delay=20")]
    [InlineData("--preview=false")]
    public void Flag_that_does_not_affect_pods_does_not_change_the_hash(string flag) =>
        Assert.Equal(Given.Settings().Hash, Given.Settings(flag).Hash);

    [Theory]
    [InlineData("--preview=true", "--preview=TRUE")]
    [InlineData("--preview=true", "--preview")]
    [InlineData("--preview=False", "--prestop-delay=020")]
    [InlineData("--xray-sampling-rate=0.050", "--xray-sampling-rate=0.05")]
    [InlineData("--xray-sampling-rate=0.5", "--xray-sampling-rate=.50")]
    [InlineData("--native-sidecar=FALSE", "--native-sidecar=false")]
    [InlineData("--ignored-ips=10.0.0.1, 10.0.0.2", "--ignored-ips=10.0.0.1,10.0.0.2")]
    [InlineData("--sidecar-image=public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod", "--mesh-name=")]
    [InlineData("--sidecar-image=public.ecr.aws/appmesh/aws-appmesh-envoy:1", "--sidecar-image-tag=1")]
    [InlineData("--sidecar-image=i:v1.34.13.3-prod", "--sidecar-image-repository=i")]
    public void Equivalent_values_have_the_same_hash(string flag, string other) =>
        Assert.Equal(Given.Settings(flag).Hash, Given.Settings(other).Hash);

    [Theory]
    [InlineData("--xray-sampling-rate=0.06", "--xray-sampling-rate=0.05")]
    [InlineData("--ignored-ips=10.0.0.1,10.0.0.2", "--ignored-ips=10.0.0.2,10.0.0.1")]
    [InlineData("--sidecar-cpu-requests=1", "--sidecar-cpu-requests=2")]
    [InlineData("--sidecar-cpu-requests=10m", "--sidecar-cpu-requests=")]
    [InlineData("--virtual-node-format={workload}", "--virtual-node-format={namespace}")]
    [InlineData("--kubernetes-version=1.31", "--kubernetes-version=v1.31")]
    public void Values_that_change_pods_have_different_hashes(string flag, string other) =>
        Assert.NotEqual(Given.Settings(flag).Hash, Given.Settings(other).Hash);

    [Fact]
    public void Each_flag_that_affects_pods_changes_the_hash()
    {
        string[] flags =
        [
            "--mesh-name=m", "--region=r", "--virtual-node-format={workload}", "--inject-default=false",
            "--native-sidecar=false", "--kubernetes-version=1.32", "--init-image=i", "--ignored-ips=",
            "--sidecar-image=i", "--sidecar-image-repository=i", "--sidecar-image-tag=i", "--sidecar-log-level=debug",
            "--preview", "--dual-stack-endpoint", "--fips-endpoint", "--xds-endpoint=x", "--envoy-admin-access-port=1",
            "--envoy-admin-access-log-file=/x", "--envoy-admin-access-enable-ipv6", "--prestop-delay=1",
            "--readiness-probe-initial-delay=2", "--readiness-probe-period=1", "--wait-until-proxy-ready",
            "--poststart-timeout=1", "--poststart-interval=1", "--sidecar-cpu-requests=1m",
            "--sidecar-memory-requests=1", "--sidecar-cpu-limits=1", "--sidecar-memory-limits=1Gi",
            "--sidecar-hardened", "--enable-iam-for-service-accounts=false", "--ecr-secret", "--enable-sds",
            "--sds-uds-path=/x", "--enable-stats-tags", "--enable-statsd", "--statsd-address=a", "--statsd-port=1",
            "--statsd-socket-path=/x", "--enable-xray-tracing", "--xray-image=i", "--xray-daemon-port=1",
            "--xray-sampling-rate=1", "--xray-log-level=debug", "--xray-config-roleArn=r", "--enable-jaeger-tracing",
            "--jaeger-address=a", "--jaeger-port=1", "--enable-datadog-tracing", "--datadog-address=a",
            "--datadog-port=1",
        ];
        var hashes = flags.Select(flag => Given.Settings(flag).Hash).Append(Given.Settings().Hash).ToHashSet();
        Assert.Equal(flags.Length + 1, hashes.Count);
        Assert.Equal(Injection.Settings.SettingsCatalogue.All.Count(setting => setting.AffectsPods), flags.Length);
    }

    [Fact]
    public void Hash_does_not_depend_on_the_source_of_a_value() => Assert.Equal(
        Given.Settings("--mesh-name=m").Hash,
        Injection.Settings.SettingsLoader.Load(
            [], new Dictionary<string, string> { ["MESH_NAME"] = "m" }).Settings.Hash);
}
