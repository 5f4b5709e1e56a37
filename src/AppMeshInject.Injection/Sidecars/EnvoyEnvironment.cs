using System.Globalization;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>The environment variables of the container <c>envoy</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy-config.html</remarks>
internal static class EnvoyEnvironment
{
    private const string LogLevel = "ENVOY_LOG_LEVEL";
    private const string XRaySamplingRate = "XRAY_SAMPLING_RATE";

    /// <summary>Creates the variables.</summary>
    /// <param name="podSettings">The effective settings of the pod.</param>
    /// <param name="virtualNodePath">The resource path of the virtual node: <c>mesh/MESH/virtualNode/NODE</c>.</param>
    public static IReadOnlyList<EnvironmentVariable> Create(EffectivePodSettings podSettings, string virtualNodePath)
    {
        var environment = new EnvironmentBuilder(capacity: 16);
        AddMesh(environment, podSettings, virtualNodePath);
        AddAdmin(environment, podSettings.Settings.Envoy);
        AddStats(environment, podSettings.Settings.Stats);
        AddTracing(environment, podSettings.Settings.Tracing);
        if (podSettings.UsesSds)
        {
            environment.Add("APPMESH_SDS_SOCKET_PATH", podSettings.Settings.Credentials.SdsSocketPath);
        }

        AddUserVariables(environment, podSettings.Annotations);
        return environment.Variables;
    }

    private static void AddMesh(
        EnvironmentBuilder environment, EffectivePodSettings podSettings, string virtualNodePath)
    {
        var envoy = podSettings.Settings.Envoy;
        environment
            .Add("APPMESH_RESOURCE_ARN", virtualNodePath)
            .Add("APPMESH_VIRTUAL_NODE_NAME", virtualNodePath)
            .AddIfNotNull("AWS_REGION", podSettings.Cluster.Region)
            .AddSwitch("APPMESH_PREVIEW", podSettings.Preview)
            .AddSwitch("APPMESH_DUALSTACK_ENDPOINT", envoy.DualStackEndpoint)
            .AddSwitch("APPMESH_FIPS_ENDPOINT", envoy.FipsEndpoint)
            .AddIfNotNull("APPMESH_XDS_ENDPOINT", envoy.XdsEndpoint)
            .AddField("APPMESH_PLATFORM_K8S_POD_UID", "metadata.uid")
            .AddIfNotNull("APPMESH_PLATFORM_K8S_VERSION", podSettings.Cluster.Version?.Text)
            .Add("APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION", InjectorVersion.Current);
    }

    private static void AddAdmin(EnvironmentBuilder environment, EnvoySettings envoy) => environment
        .Add(LogLevel, envoy.LogLevel)
        .Add("ENVOY_ADMIN_ACCESS_PORT", envoy.AdminPort)
        .Add("ENVOY_ADMIN_ACCESS_LOG_FILE", envoy.AdminLogFile)
        .Add("ENVOY_ADMIN_ACCESS_ENABLE_IPV6", envoy.AdminIpv6 ? "true" : "false")
        .Add("APPNET_AGENT_ADMIN_MODE", "uds")
        .Add("APPNET_AGENT_ADMIN_UDS_PATH", "/tmp/agent.sock");

    private static void AddStats(EnvironmentBuilder environment, StatsSettings stats)
    {
        if (stats.Tags)
        {
            environment.AddSwitch("ENABLE_ENVOY_STATS_TAGS", true);
        }

        if (stats.Statsd)
        {
            environment
                .AddSwitch("ENABLE_ENVOY_DOG_STATSD", true)
                .AddAddress("STATSD_ADDRESS", stats.StatsdAddress)
                .Add("STATSD_PORT", stats.StatsdPort)
                .AddIfNotNull("STATSD_SOCKET_PATH", stats.StatsdSocketPath);
        }
    }

    private static void AddTracing(EnvironmentBuilder environment, TracingSettings tracing)
    {
        if (tracing.XRay.Enabled)
        {
            environment
                .AddSwitch("ENABLE_ENVOY_XRAY_TRACING", true)
                .Add("XRAY_DAEMON_PORT", tracing.XRay.DaemonPort)
                .Add(XRaySamplingRate, tracing.XRay.SamplingRate.ToString("F2", CultureInfo.InvariantCulture));
        }

        AddCollector(
            environment,
            tracing.Jaeger,
            "ENABLE_ENVOY_JAEGER_TRACING",
            "JAEGER_TRACER_ADDRESS",
            "JAEGER_TRACER_PORT");
        AddCollector(
            environment,
            tracing.Datadog,
            "ENABLE_ENVOY_DATADOG_TRACING",
            "DATADOG_TRACER_ADDRESS",
            "DATADOG_TRACER_PORT");
    }

    private static void AddCollector(
        EnvironmentBuilder environment, CollectorSettings collector, string enable, string address, string port)
    {
        if (collector.Enabled)
        {
            environment.AddSwitch(enable, true).AddAddress(address, collector.Address).Add(port, collector.Port);
        }
    }

    // An annotation cannot replace the variables of the injector, so that it cannot move Envoy to another mesh or
    // identity; the log level and the sampling rate are exceptions. The JSON annotation overrides the list, and within
    // an annotation the last duplicate wins.
    private static void AddUserVariables(EnvironmentBuilder environment, PodAnnotations annotations)
    {
        if (annotations.SidecarEnv.Count == 0 && annotations.SidecarEnvJson.Count == 0)
        {
            return;
        }

        var reserved = environment.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        reserved.ExceptWith([LogLevel, XRaySamplingRate]);
        foreach (var (name, value) in annotations.SidecarEnv.Concat(annotations.SidecarEnvJson))
        {
            environment.AddUserVariable(name, value, canReplace: variable => !reserved.Contains(variable));
        }
    }
}
