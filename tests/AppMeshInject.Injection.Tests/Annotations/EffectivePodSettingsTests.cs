
using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Tests.Annotations;

public sealed class EffectivePodSettingsTests
{
    public static TheoryData<string, string, string, Func<EffectivePodSettings, object?>, object?, object?> Overrides =>
        new()
    {
        { "mesh-name=setting", "mesh", "pod", options => options.Mesh, "setting", "pod" },
        { "virtual-node-format={workload}_{namespace}", "virtualNode", "pod", options => options.VirtualNode, "web_shop", "pod" },
        { "sidecar-image=setting", "sidecarImage", "pod", options => options.EnvoyImage, "setting", "pod" },
        { "preview", "preview", "false", options => options.Preview, true, false },
        { "preview=false", "preview", "enabled", options => options.Preview, false, true },
        { "wait-until-proxy-ready", "waitUntilProxyReady", "disabled", options => options.WaitsUntilProxyReady, true, false },
        { "wait-until-proxy-ready=false", "waitUntilProxyReady", "enabled", options => options.WaitsUntilProxyReady, false, true },
        { "native-sidecar=true", "nativeSidecar", "disabled", options => options.UsesNativeSidecars, true, false },
        { "native-sidecar=false", "nativeSidecar", "enabled", options => options.UsesNativeSidecars, false, true },
        { "kubernetes-version=1.32", "nativeSidecar", "disabled", options => options.UsesNativeSidecars, true, false },
        { "enable-sds", "sds", "disabled", options => options.UsesSds, true, false },
        { "enable-sds=false", "sds", "disabled", options => options.UsesSds, false, false },
        { "preview", "ipv6", "disabled", options => options.RedirectsIpv6, true, false },
        { "preview", "ipv6", "enabled", options => options.RedirectsIpv6, true, true },
        { "preview", "appmeshCNI", "enabled", options => options.UsesCni, false, true },
        { "ignored-ips=10.0.0.1", "egressIgnoredIPs", "10.0.0.2", options => options.EgressIgnoredIps[0], "10.0.0.1", "10.0.0.2" },
        { "preview", "egressIgnoredPorts", "25", options => options.EgressIgnoredPorts[0], 22, 25 },
        { "sidecar-cpu-requests=1m", "cpuRequest", "2m", options => options.CpuRequest?.Text, "1m", "2m" },
        { "sidecar-cpu-requests=1m", "cpuRequest", "", options => options.CpuRequest?.Text, "1m", null },
        { "sidecar-memory-requests=1m", "memoryRequest", "2m", options => options.MemoryRequest?.Text, "1m", "2m" },
        { "sidecar-cpu-limits=1", "cpuLimit", "2", options => options.CpuLimit?.Text, "1", "2" },
        { "sidecar-memory-limits=1Gi", "memoryLimit", "2Gi", options => options.MemoryLimit?.Text, "1Gi", "2Gi" },
        { "enable-xray-tracing", "mesh", "m", options => options.UsesXRay, true, true },
        { "enable-jaeger-tracing", "mesh", "m", options => options.UsesXRay, false, false },
    };

    [Theory]
    [MemberData(nameof(Overrides), DisableDiscoveryEnumeration = true)]
    public void Annotation_overrides_its_setting(
        string flag, string annotation, string value, Func<EffectivePodSettings, object?> option, object? without,
            object? with)
    {
        Assert.Equal(without, option(Given.EffectiveSettings(Given.PodJson(), "--" + flag)));
        Assert.Equal(
            with, option(Given.EffectiveSettings(Given.PodJson(Given.Annotations(annotation, value)), "--" + flag)));
    }

    [Fact]
    public void Pod_on_Fargate_uses_the_CNI_plugin_unless_an_annotation_disables_it()
    {
        const string fargate = "\"labels\":{\"eks.amazonaws.com/fargate-profile\":\"\"}";
        Assert.True(Given.EffectiveSettings(Given.PodJson(metadata: fargate)).UsesCni);
        Assert.False(
            Given.EffectiveSettings(
                Given.PodJson(Given.Annotations("appmeshCNI", "disabled"), metadata: fargate)).UsesCni);
        Assert.False(Given.EffectiveSettings(Given.PodJson(metadata: "\"labels\":{\"fargate\":\"\"}")).UsesCni);
    }
}
