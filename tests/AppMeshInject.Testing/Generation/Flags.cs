using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Generates command lines of the injector.</summary>
public static class Flags
{
    private static readonly string[] Tracing =
        ["--enable-xray-tracing", "--enable-jaeger-tracing", "--enable-datadog-tracing", "--preview=false"];

    private static readonly string[] Others =
    [
        "--mesh-name=", "--inject-default=false", "--native-sidecar=true", "--native-sidecar=false",
        "--wait-until-proxy-ready", "--prestop-delay=0", "--sidecar-hardened", "--ecr-secret", "--enable-sds",
        "--sds-uds-path=/s", "--enable-stats-tags", "--enable-statsd", "--statsd-address=ref:status.hostIP",
        "--region=eu-west-1", "--kubernetes-version=1.32", "--kubernetes-version=v1.30.1",
        "--virtual-node-format={workload}_{namespace}", "--ignored-ips=", "--sidecar-cpu-limits=1",
        "--sidecar-cpu-requests=", "--sidecar-memory-limits=1Gi", "--enable-iam-for-service-accounts=false",
        "--preview", "--sidecar-image=x\u002fy:1", "--xds-endpoint=\"},{", "--xray-config-roleArn=arn:\"",
        "--xray-log-level=debug", "--log-level=off", "--port=1",
    ];

    /// <summary>Gets valid combinations of flags.</summary>
    public static Gen<string[]> Any { get; } = Gen.Select(
        Gen.OneOf(Tracing),
        Gen.OneOf(Others).Array[0, 6],
        (tracing, others) => (string[])["--mesh-name=mesh", tracing, .. others]);
}
