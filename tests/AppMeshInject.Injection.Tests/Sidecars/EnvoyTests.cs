using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Tests the container <c>envoy</c>.</summary>
public sealed class EnvoyTests
{
    [Fact]
    public void Envoy_with_default_settings()
    {
        var container = AddedContainers.Get("envoy", Given.PodJson());
        Assert.Equal(
            ("public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod", ContainerSecurity.Proxy),
            (container.Image, container.Security));
        Assert.Equal(new ContainerPort("stats", 9901, "TCP"), container.Port);
        Assert.Equal(new HttpProbe("/ready", 9901, 1, 10, null), container.ReadinessProbe);
        Assert.Equal(
            (null, null, "sleep 20", false),
            (container.StartupProbe, container.PostStart, container.PreStop, container.RestartsAlways));
        Assert.Equal(("10m", "32Mi", null, null), AddedContainers.FormatResources(container.Resources));
        Assert.Empty(container.Mounts);
        Assert.Empty(container.Command);
        Assert.Empty(container.Arguments);
        Assert.Equal(
            [
                "APPMESH_RESOURCE_ARN=mesh/mesh/virtualNode/shop-web",
                "APPMESH_VIRTUAL_NODE_NAME=mesh/mesh/virtualNode/shop-web",
                "APPMESH_PREVIEW=0", "APPMESH_DUALSTACK_ENDPOINT=0", "APPMESH_FIPS_ENDPOINT=0",
                "APPMESH_PLATFORM_K8S_POD_UID<metadata.uid",
                $"APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION={InjectorVersion.Current}", "ENVOY_LOG_LEVEL=info",
                "ENVOY_ADMIN_ACCESS_PORT=9901",
                "ENVOY_ADMIN_ACCESS_LOG_FILE=/tmp/envoy_admin_access.log", "ENVOY_ADMIN_ACCESS_ENABLE_IPV6=false",
                "APPNET_AGENT_ADMIN_MODE=uds",
                "APPNET_AGENT_ADMIN_UDS_PATH=/tmp/agent.sock",
            ],
            AddedContainers.FormatEnvironment(container));
    }

    [Theory]
    [InlineData("--region=eu-west-1", "AWS_REGION=eu-west-1")]
    [InlineData("--preview", "APPMESH_PREVIEW=1")]
    [InlineData("--dual-stack-endpoint", "APPMESH_DUALSTACK_ENDPOINT=1")]
    [InlineData("--fips-endpoint", "APPMESH_FIPS_ENDPOINT=1")]
    [InlineData("--xds-endpoint=x:1", "APPMESH_XDS_ENDPOINT=x:1")]
    [InlineData("--kubernetes-version=v1.30.1", "APPMESH_PLATFORM_K8S_VERSION=v1.30.1")]
    [InlineData("--sidecar-log-level=debug", "ENVOY_LOG_LEVEL=debug")]
    [InlineData("--envoy-admin-access-port=1", "ENVOY_ADMIN_ACCESS_PORT=1")]
    [InlineData("--envoy-admin-access-log-file=/x", "ENVOY_ADMIN_ACCESS_LOG_FILE=/x")]
    [InlineData("--envoy-admin-access-enable-ipv6", "ENVOY_ADMIN_ACCESS_ENABLE_IPV6=true")]
    [InlineData("--enable-stats-tags", "ENABLE_ENVOY_STATS_TAGS=1")]
    [InlineData("--enable-statsd", "ENABLE_ENVOY_DOG_STATSD=1,STATSD_ADDRESS=127.0.0.1,STATSD_PORT=8125")]
    [InlineData(
        "--enable-statsd --statsd-address=ref:status.hostIP --statsd-port=1 --statsd-socket-path=/s",
        "ENABLE_ENVOY_DOG_STATSD=1,STATSD_ADDRESS<status.hostIP,STATSD_PORT=1,STATSD_SOCKET_PATH=/s")]
    [InlineData("--enable-xray-tracing", "ENABLE_ENVOY_XRAY_TRACING=1,XRAY_DAEMON_PORT=2000,XRAY_SAMPLING_RATE=0.05")]
    [InlineData(
        "--enable-xray-tracing --xray-sampling-rate=1 --xray-daemon-port=3",
        "ENABLE_ENVOY_XRAY_TRACING=1,XRAY_DAEMON_PORT=3,XRAY_SAMPLING_RATE=1.00")]
    [InlineData(
        "--enable-jaeger-tracing",
        "ENABLE_ENVOY_JAEGER_TRACING=1,JAEGER_TRACER_ADDRESS=appmesh-jaeger.appmesh-system,JAEGER_TRACER_PORT=9411")]
    [InlineData(
        "--enable-datadog-tracing --datadog-address=ref:status.hostIP",
        "ENABLE_ENVOY_DATADOG_TRACING=1,DATADOG_TRACER_ADDRESS<status.hostIP,DATADOG_TRACER_PORT=8126")]
    [InlineData("--enable-sds", "APPMESH_SDS_SOCKET_PATH=/run/spire/sockets/agent.sock")]
    public void Environment_follows_settings(string flags, string expected)
    {
        var plain = AddedContainers.FormatEnvironment(AddedContainers.Get("envoy", Given.PodJson()));
        var environment = AddedContainers.FormatEnvironment(
            AddedContainers.Get("envoy", Given.PodJson(), flags.Split(' ')));
        Assert.Equal(expected.Split(','), environment.Except(plain));
        Assert.True(environment.Count >= plain.Count);
    }

    [Theory]
    [InlineData("X=1,X=2", "", "X=2")]
    [InlineData("X=1", """[{"X":"2"}]""", "X=2")]
    [InlineData("", """[{"X":"1"},{"X":"2"}]""", "X=2")]
    [InlineData("ENVOY_LOG_LEVEL=off", "", "ENVOY_LOG_LEVEL=off")]
    [InlineData("XRAY_SAMPLING_RATE=1", "", "XRAY_SAMPLING_RATE=1")]
    [InlineData("APPMESH_PREVIEW=1", """[{"APPMESH_RESOURCE_ARN":"mine"}]""", null)]
    public void Environment_annotations_cannot_replace_injector_variables(string list, string json, string? expected)
    {
        string[] annotations = json.Length == 0 ? ["sidecarEnv", list] : ["sidecarEnv", list, "sidecarEnvJson", json];
        var plain = AddedContainers.FormatEnvironment(
            AddedContainers.Get("envoy", Given.PodJson(), "--enable-xray-tracing"));
        var environment = AddedContainers.FormatEnvironment(
            AddedContainers.Get("envoy", Given.PodJson(Given.Annotations(annotations)), "--enable-xray-tracing"));
        Assert.Equal(expected is null ? [] : [expected], environment.Except(plain));
        Assert.Equal(environment.Count, environment.Select(variable => variable.Split('=', '<')[0]).Distinct().Count());
    }

    [Theory]
    [InlineData("$(HOME)", "$$(HOME)")]
    [InlineData("$$(HOME)", "$$$$(HOME)")]
    [InlineData("a$b$", "a$$b$$")]
    [InlineData("(HOME)", "(HOME)")]
    public void Environment_injector_values_are_escaped_for_the_kubelet(string mesh, string expected)
    {
        var container = AddedContainers.Get(
            "envoy", Given.PodJson(Given.Annotations("mesh", mesh)), "--xds-endpoint=" + mesh);
        Assert.Contains(
            $"APPMESH_RESOURCE_ARN=mesh/{expected}/virtualNode/shop-web", AddedContainers.FormatEnvironment(container));
        Assert.Contains($"APPMESH_XDS_ENDPOINT={expected}", AddedContainers.FormatEnvironment(container));
    }

    [Fact]
    public void Environment_annotation_values_can_refer_to_other_variables()
    {
        var annotations = Given.Annotations(
            "sidecarEnv", "A=$(AWS_REGION),ENVOY_LOG_LEVEL=$(A)", "sidecarEnvJson", """[{"B":"$(A)"}]""");
        var environment = AddedContainers.FormatEnvironment(AddedContainers.Get("envoy", Given.PodJson(annotations)));
        Assert.Equal(["A=$(AWS_REGION)", "B=$(A)"], environment.TakeLast(2));
        Assert.Contains("ENVOY_LOG_LEVEL=$(A)", environment);
    }

    [Fact]
    public void Wait_until_proxy_ready_adds_a_postStart_hook()
    {
        var container = AddedContainers.Get(
            "envoy", Given.PodJson(), "--wait-until-proxy-ready", "--poststart-timeout=7", "--poststart-interval=3",
            "--prestop-delay=0");
        Assert.Equal(
            "APPNET_AGENT_POLL_ENVOY_READINESS_TIMEOUT_S=7 APPNET_AGENT_POLL_ENVOY_READINESS_INTERVAL_S=3 "
                + "/usr/bin/agent -envoyReadiness",
            container.PostStart);
        Assert.Null(container.PreStop);
        Assert.Equal("sleep 1", AddedContainers.Get("envoy", Given.PodJson(), "--prestop-delay=1").PreStop);
    }

    [Fact]
    public void Native_sidecar_has_a_startup_probe_and_no_hooks()
    {
        var container = AddedContainers.Get(
            "envoy", Given.PodJson(), "--native-sidecar=true", "--wait-until-proxy-ready", "--poststart-timeout=7");
        Assert.Equal(new HttpProbe("/ready", 9901, null, 1, 7), container.StartupProbe);
        Assert.Equal((null, null, true), (container.PostStart, container.PreStop, container.RestartsAlways));
        Assert.NotNull(container.ReadinessProbe);
    }

    [Fact]
    public void Hardening_and_annotations_change_security_and_resources()
    {
        var container = AddedContainers.Get(
            "envoy",
            Given.PodJson(Given.Annotations(
                "cpuRequest", "1", "cpuLimit", "2", "memoryRequest", "", "memoryLimit", "3Gi",
                "sidecarImage", "mine:1")),
            "--sidecar-hardened");
        Assert.Equal(("mine:1", ContainerSecurity.HardenedProxy), (container.Image, container.Security));
        Assert.Equal(("1", null, "2", "3Gi"), AddedContainers.FormatResources(container.Resources));
    }
}
