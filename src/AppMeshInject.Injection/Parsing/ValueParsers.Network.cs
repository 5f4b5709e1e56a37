using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>Parses a TCP or UDP port.</summary>
    public static readonly ValueParser<int> Port = new("port, 1 to 65535", ParsePort);

    /// <summary>
    /// Parses the application ports. At most 15: the script of the proxyinit image passes them to one iptables
    /// multiport match.
    /// </summary>
    public static readonly ValueParser<IReadOnlyList<int>> Ports = new("comma-separated ports, at most 15", ParsePorts);

    /// <summary>
    /// Parses the ports that egress redirection ignores. The script of the proxyinit image appends port 22 and passes
    /// them to one iptables multiport match.
    /// </summary>
    public static readonly ValueParser<IReadOnlyList<int>> IgnoredPorts =
        new("comma-separated ports, at most 14 in addition to 22", ParseIgnoredPorts);

    /// <summary>Parses a list of IPv4 or IPv6 addresses and CIDR blocks.</summary>
    public static readonly ValueParser<IReadOnlyList<string>> IpRanges =
        new("comma-separated IP addresses or CIDR blocks", ParseIpRanges);

    /// <summary>The maximum number of ports of one iptables multiport match (iptables-extensions(8)).</summary>
    public const int MaxPorts = 15;

    /// <summary>The SSH port, which the script of the proxyinit image never redirects.</summary>
    public const int SshPort = 22;

    private static ValidationError? ParsePort(string text, out int value) =>
        ParseWholeNumber(text, 1, 65535, "a port", out value);

    private static ValidationError? ParsePorts(string text, out IReadOnlyList<int> value)
    {
        if (CommaList.Parse(text, ParsePort, out value) is { } error)
        {
            return error;
        }

        value = [.. value.Distinct()];
        return value.Count > MaxPorts
            ? new ValidationError(text, $"has {value.Count} ports; the maximum is {MaxPorts}")
            : null;
    }

    private static ValidationError? ParseIgnoredPorts(string text, out IReadOnlyList<int> value)
    {
        if (CommaList.Parse(text, ParsePort, out value) is { } error)
        {
            return error;
        }

        value = [.. value.Distinct()];
        var otherPorts = value.Count(port => port != SshPort);
        return otherPorts >= MaxPorts
            ? new ValidationError(text, $"has {otherPorts} ports other than {SshPort}; the maximum is {MaxPorts - 1}")
            : null;
    }

    private static ValidationError? ParseIpRanges(string text, out IReadOnlyList<string> value) =>
        CommaList.Parse(text, ParseIpRange, out value);

    private static ValidationError? ParseIpRange(string text, out string value)
    {
        value = text;
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        return TryParseAddress(address, out var maxPrefixLength)
            && (slash < 0 || IsPrefixLength(text.AsSpan(slash + 1), maxPrefixLength))
            ? null
            : new ValidationError(text, "is not an IP address or CIDR block");
    }

    // IPAddress.TryParse also accepts "1", "0x7f.1", a port after brackets and a zone. iptables accepts none of these.
    private static bool TryParseAddress(string text, out int maxPrefixLength)
    {
        maxPrefixLength = 0;
        if (!IPAddress.TryParse(text, out var address) || text.AsSpan().ContainsAny('[', '%'))
        {
            return false;
        }

        maxPrefixLength = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        return maxPrefixLength == 128 || address.ToString() == text;
    }

    // No leading zero: iptables reads such a number as octal.
    private static bool IsPrefixLength(ReadOnlySpan<char> text, int maxLength) =>
        text is "0" or not ['0', ..]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length <= maxLength;
}
