using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Settings;

/// <summary>Each flag sets one property and rejects invalid values.</summary>
public sealed class SettingValuesTests
{
    public static TheoryData<string, Func<InjectorSettings, object?>, object> Values => new()
    {
        { "port=1", s => s.Listener.Port, 1 },
        { "tlscert=c", s => s.Listener.TlsCert, "c" },
        { "tlskey=k", s => s.Listener.TlsKey, "k" },
        { "enable-tls=false", s => s.Listener.EnableTls, false },
        { "metrics-port=2", s => s.Listener.MetricsPort, 2 },
        { "shutdown-delay=0", s => s.Listener.ShutdownDelay, 0 },
        { "injector-log-level=debug", s => s.Listener.LogLevel, "debug" },
        { "request-timeout=1", s => s.Listener.RequestTimeout, 1 },
        { "request-timeout=29", s => s.Listener.RequestTimeout, 29 },
        { "mesh-name=m", s => s.Mesh.Name, "m" },
        { "region=r", s => s.Mesh.Region, "r" },
        { "virtual-node-format={workload}", s => s.Mesh.VirtualNodeFormat.Text, "{workload}" },
        { "inject-default=false", s => s.Mesh.InjectByDefault, false },
        { "native-sidecar=TRUE", s => s.Mesh.NativeSidecar, true },
        { "native-sidecar=false", s => s.Mesh.NativeSidecar, false },
        { "kubernetes-version=1.30", s => s.Mesh.KubernetesVersion?.Minor, 30 },
        { "init-image=i", s => s.Redirect.InitImage, "i" },
        { "ignored-ips=10.0.0.1,::1", s => string.Join(',', s.Redirect.IgnoredIps), "10.0.0.1,::1" },
        { "sidecar-log-level=off", s => s.Envoy.LogLevel, "off" },
        { "preview", s => s.Envoy.Preview, true },
        { "dual-stack-endpoint", s => s.Envoy.DualStackEndpoint, true },
        { "fips-endpoint", s => s.Envoy.FipsEndpoint, true },
        { "xds-endpoint=x:443", s => s.Envoy.XdsEndpoint, "x:443" },
        { "envoy-admin-access-port=3", s => s.Envoy.AdminPort, 3 },
        { "envoy-admin-access-log-file=/l", s => s.Envoy.AdminLogFile, "/l" },
        { "envoy-admin-access-enable-ipv6", s => s.Envoy.AdminIpv6, true },
        { "prestop-delay=0", s => s.Lifecycle.PreStopDelay, 0 },
        { "readiness-probe-initial-delay=0", s => s.Lifecycle.ReadinessInitialDelay, 0 },
        { "readiness-probe-period=4", s => s.Lifecycle.ReadinessPeriod, 4 },
        { "wait-until-proxy-ready", s => s.Lifecycle.WaitUntilProxyReady, true },
        { "poststart-timeout=5", s => s.Lifecycle.PostStartTimeout, 5 },
        { "poststart-interval=6", s => s.Lifecycle.PostStartInterval, 6 },
        { "sidecar-cpu-requests=1m", s => s.Sidecar.CpuRequest?.Text, "1m" },
        { "sidecar-memory-requests=2m", s => s.Sidecar.MemoryRequest?.Text, "2m" },
        { "sidecar-cpu-limits=3", s => s.Sidecar.CpuLimit?.Text, "3" },
        { "sidecar-memory-limits=4Gi", s => s.Sidecar.MemoryLimit?.Text, "4Gi" },
        { "sidecar-hardened", s => s.Sidecar.Hardened, true },
        { "enable-iam-for-service-accounts=false", s => s.Credentials.IamForServiceAccounts, false },
        { "ecr-secret", s => s.Credentials.EcrSecret, true },
        { "enable-sds", s => s.Credentials.EnableSds, true },
        { "sds-uds-path=/s", s => s.Credentials.SdsSocketPath, "/s" },
        { "enable-stats-tags", s => s.Stats.Tags, true },
        { "enable-statsd", s => s.Stats.Statsd, true },
        { "statsd-address=a", s => s.Stats.StatsdAddress, "a" },
        { "statsd-port=7", s => s.Stats.StatsdPort, 7 },
        { "statsd-socket-path=/d", s => s.Stats.StatsdSocketPath, "/d" },
        { "inject-statsd-exporter-sidecar", s => s.Stats.StatsdExporterRequested, true },
        { "enable-xray-tracing", s => s.Tracing.XRay.Enabled, true },
        { "xray-image=x", s => s.Tracing.XRay.Image, "x" },
        { "xray-daemon-port=8", s => s.Tracing.XRay.DaemonPort, 8 },
        { "xray-sampling-rate=0.5", s => s.Tracing.XRay.SamplingRate, 0.5m },
        { "xray-log-level=warn", s => s.Tracing.XRay.LogLevel, "warn" },
        { "xray-config-roleArn=arn", s => s.Tracing.XRay.RoleArn, "arn" },
        { "enable-jaeger-tracing", s => s.Tracing.Jaeger.Enabled, true },
        { "jaeger-address=j", s => s.Tracing.Jaeger.Address, "j" },
        { "jaeger-port=9", s => s.Tracing.Jaeger.Port, 9 },
        { "enable-datadog-tracing", s => s.Tracing.Datadog.Enabled, true },
        { "datadog-address=d", s => s.Tracing.Datadog.Address, "d" },
        { "datadog-port=10", s => s.Tracing.Datadog.Port, 10 },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Flag_sets_its_property(string flag, Func<InjectorSettings, object?> property, object expected)
    {
        Assert.NotEqual(expected, property(Given.Settings()));
        Assert.Equal(expected, property(Given.Settings("--" + flag)));
    }

    [Theory]
    [InlineData("xray-log-level=loud")]
    [InlineData("native-sidecar=maybe")]
    [InlineData("prestop-delay=-1")]
    [InlineData("poststart-timeout=0")]
    [InlineData("poststart-interval=0")]
    [InlineData("readiness-probe-period=0")]
    [InlineData("statsd-address=ref:x")]
    [InlineData("region=a b")]
    [InlineData("sidecar-image=a b")]
    [InlineData("sds-uds-path=s")]
    [InlineData("sds-uds-path=/run/../s")]
    [InlineData("request-timeout=0")]
    [InlineData("request-timeout=30")]
    [InlineData("tlscert=")]
    public void Flag_with_an_invalid_value_is_rejected(string flag)
    {
        var error = Assert.Single(Given.Loaded("--" + flag).Errors);
        Assert.StartsWith($"--{flag.Split('=')[0]}: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("debug")]
    [InlineData("info")]
    [InlineData("prod")]
    [InlineData("warn")]
    [InlineData("error")]
    public void XRay_log_level_accepts_the_levels_of_the_daemon(string level) =>
        Assert.Equal(level, Given.Settings("--xray-log-level=" + level).Tracing.XRay.LogLevel);
}
