using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The redirection of traffic to Envoy.</summary>
public sealed class RedirectSettings
{
    /// <summary>Envoy's port for incoming traffic.</summary>
    public const int IngressPort = 15000;

    /// <summary>Envoy's port for outgoing traffic.</summary>
    public const int EgressPort = 15001;

    /// <summary>The image of the init container that creates the iptables rules.</summary>
    public string InitImage { get; private set; } = "";

    /// <summary>The destinations whose traffic is not redirected, as IP addresses and CIDR blocks.</summary>
    public IReadOnlyList<string> IgnoredIps { get; private set; } = [];

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "init-image", ValueParsers.Image,
            "840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-proxy-route-manager:v7-prod",
            "Image of the init container `proxyinit`",
            (s, v) => s.Redirect.InitImage = v),
        Setting.Create(
            "ignored-ips", ValueParsers.IpRanges, "169.254.169.254",
            "Destinations of outgoing traffic that is not redirected to Envoy",
            (s, v) => s.Redirect.IgnoredIps = v)
            with { Annotation = "egressIgnoredIPs" },
    ];
}
