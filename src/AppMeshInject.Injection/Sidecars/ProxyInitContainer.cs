using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Sidecars;

/// <summary>
/// The init container <c>proxyinit</c>, which writes the iptables rules that redirect traffic to Envoy.
/// </summary>
internal static class ProxyInitContainer
{
    /// <summary>Creates the container.</summary>
    public static Container Create(EffectivePodSettings podSettings, Redirection redirection)
    {
        var sidecar = podSettings.Settings.Sidecar;
        var environment = new EnvironmentBuilder(capacity: 8)
            .AddSwitch("APPMESH_START_ENABLED", true)
            .Add("APPMESH_IGNORE_UID", SidecarNames.ProxyUser)
            .Add("APPMESH_ENVOY_INGRESS_PORT", RedirectSettings.IngressPort)
            .Add("APPMESH_ENVOY_EGRESS_PORT", RedirectSettings.EgressPort)
            .Add("APPMESH_APP_PORTS", redirection.AppPorts)
            .Add("APPMESH_EGRESS_IGNORED_IP", redirection.EgressIgnoredIps)
            .Add("APPMESH_EGRESS_IGNORED_PORTS", redirection.EgressIgnoredPorts)
            .AddSwitch("APPMESH_ENABLE_IPV6", podSettings.RedirectsIpv6);
        return new Container(SidecarNames.ProxyInit, podSettings.Settings.Redirect.InitImage)
        {
            Environment = environment.Variables,
            Resources = new Resources(sidecar.CpuRequest, sidecar.MemoryRequest, sidecar.CpuLimit, sidecar.MemoryLimit),
            Security = ContainerSecurity.NetworkAdmin,
        };
    }
}
