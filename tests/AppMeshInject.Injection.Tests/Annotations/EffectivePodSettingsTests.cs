
using AppMeshInject.Injection.Annotations;

namespace AppMeshInject.Injection.Tests.Annotations;

public sealed class EffectivePodSettingsTests
{
    public static TheoryData<string, string, string, Func<EffectivePodSettings, object?>, object?, object?> Overrides =>
        new()
    {
        { "mesh-name=setting", "mesh", "pod", o => o.Mesh, "setting", "pod" },
        { "virtual-node-format={workload}_{namespace}", "virtualNode", "pod", o => o.VirtualNode, "web_shop", "pod" },
        { "sidecar-image=setting", "sidecarImage", "pod", o => o.EnvoyImage, "setting", "pod" },
        { "preview", "preview", "false", o => o.Preview, true, false },
        { "preview=false", "preview", "enabled", o => o.Preview, false, true },
        { "wait-until-proxy-ready", "waitUntilProxyReady", "disabled", o => o.WaitsUntilProxyReady, true, false },
        { "wait-until-proxy-ready=false", "waitUntilProxyReady", "enabled", o => o.WaitsUntilProxyReady, false, true },
        { "native-sidecar=true", "nativeSidecar", "disabled", o => o.UsesNativeSidecars, true, false },
        { "native-sidecar=false", "nativeSidecar", "enabled", o => o.UsesNativeSidecars, false, true },
        { "kubernetes-version=1.32", "nativeSidecar", "disabled", o => o.UsesNativeSidecars, true, false },
        { "enable-sds", "sds", "disabled", o => o.UsesSds, true, false },
        { "enable-sds=false", "sds", "disabled", o => o.UsesSds, false, false },
        { "preview", "ipv6", "disabled", o => o.RedirectsIpv6, true, false },
        { "preview", "ipv6", "enabled", o => o.RedirectsIpv6, true, true },
        { "preview", "appmeshCNI", "enabled", o => o.UsesCni, false, true },
        { "ignored-ips=10.0.0.1", "egressIgnoredIPs", "10.0.0.2", o => o.EgressIgnoredIps[0], "10.0.0.1", "10.0.0.2" },
        { "preview", "egressIgnoredPorts", "25", o => o.EgressIgnoredPorts[0], 22, 25 },
        { "sidecar-cpu-requests=1m", "cpuRequest", "2m", o => o.CpuRequest?.Text, "1m", "2m" },
        { "sidecar-cpu-requests=1m", "cpuRequest", "", o => o.CpuRequest?.Text, "1m", null },
        { "sidecar-memory-requests=1m", "memoryRequest", "2m", o => o.MemoryRequest?.Text, "1m", "2m" },
        { "sidecar-cpu-limits=1", "cpuLimit", "2", o => o.CpuLimit?.Text, "1", "2" },
        { "sidecar-memory-limits=1Gi", "memoryLimit", "2Gi", o => o.MemoryLimit?.Text, "1Gi", "2Gi" },
        { "enable-xray-tracing", "mesh", "m", o => o.UsesXRay, true, true },
        { "enable-jaeger-tracing", "mesh", "m", o => o.UsesXRay, false, false },
    };

    [Theory]
    [MemberData(nameof(Overrides), DisableDiscoveryEnumeration = true)]
    public void Annotation_overrides_its_setting(
        string flag,
        string annotation,
        string value,
        Func<EffectivePodSettings, object?> property,
        object? without,
        object? with)
    {
        Assert.Equal(without, property(Given.EffectiveSettings(Given.PodJson(), "--" + flag)));
        var podJson = Given.PodJson(Given.Annotations(annotation, value));
        Assert.Equal(with, property(Given.EffectiveSettings(podJson, "--" + flag)));
    }

    [Fact]
    public void Pod_on_Fargate_uses_the_CNI_plugin_unless_an_annotation_disables_it()
    {
        const string fargate = "\"labels\":{\"eks.amazonaws.com/fargate-profile\":\"\"}";
        Assert.True(Given.EffectiveSettings(Given.PodJson(metadata: fargate)).UsesCni);
        var disabled = Given.PodJson(Given.Annotations("appmeshCNI", "disabled"), metadata: fargate);
        Assert.False(Given.EffectiveSettings(disabled).UsesCni);
        Assert.False(Given.EffectiveSettings(Given.PodJson(metadata: "\"labels\":{\"fargate\":\"\"}")).UsesCni);
    }
}
