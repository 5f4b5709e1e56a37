using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>A TCP or UDP port.</summary>
    public static readonly ValueParser<int> Port = new("port, 1 to 65535", ParsePort);

    /// <summary>The ports of the application: AWS's script gives them to one multiport match of iptables, which takes 15.</summary>
    public static readonly ValueParser<IReadOnlyList<int>> Ports = new("comma-separated ports, at most 15", ParsePorts);

    /// <summary>The ports that egress ignores: AWS's script appends 22 to them before it hands them to the same match.</summary>
    public static readonly ValueParser<IReadOnlyList<int>> IgnoredPorts = new("comma-separated ports, at most 14 besides 22", ParseIgnoredPorts);

    /// <summary>IP addresses and CIDR blocks, of version 4 or 6.</summary>
    public static readonly ValueParser<IReadOnlyList<string>> IpRanges = new("comma-separated IP addresses or CIDR blocks", ParseIpRanges);

    /// <summary>The most ports that one multiport match of iptables takes (iptables-extensions(8), multiport).</summary>
    public const int MaxPorts = 15;

    /// <summary>The port of SSH, which AWS's script never redirects.</summary>
    public const int SshPort = 22;

    private static ValidationError? ParsePort(string text, out int value) => ParseWholeNumber(text, 1, 65535, "a port", out value);

    private static ValidationError? ParsePorts(string text, out IReadOnlyList<int> value)
    {
        if (CommaList.Parse(text, ParsePort, out value) is { } fault)
        {
            return fault;
        }

        value = [.. value.Distinct()];
        return value.Count > MaxPorts ? new ValidationError(text, $"has {value.Count} ports, at most {MaxPorts} are possible") : null;
    }

    private static ValidationError? ParseIgnoredPorts(string text, out IReadOnlyList<int> value)
    {
        if (CommaList.Parse(text, ParsePort, out value) is { } fault)
        {
            return fault;
        }

        value = [.. value.Distinct()];
        var besidesSsh = value.Count(port => port != SshPort);
        return besidesSsh >= MaxPorts
            ? new ValidationError(text, $"has {besidesSsh} ports besides {SshPort}, at most {MaxPorts - 1} are possible")
            : null;
    }

    private static ValidationError? ParseIpRanges(string text, out IReadOnlyList<string> value) => CommaList.Parse(text, ParseIpRange, out value);

    private static ValidationError? ParseIpRange(string text, out string value)
    {
        value = text;
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        return TryParseAddress(address, out var longestPrefix) && (slash < 0 || IsPrefixLength(text.AsSpan(slash + 1), longestPrefix))
            ? null
            : new ValidationError(text, "is not an IP address or CIDR block");
    }

    // IPAddress.TryParse also takes "1", "0x7f.1", a port behind brackets and a zone, none of which iptables reads.
    private static bool TryParseAddress(string text, out int longestPrefix)
    {
        longestPrefix = 0;
        if (!IPAddress.TryParse(text, out var address) || text.AsSpan().ContainsAny('[', '%'))
        {
            return false;
        }

        longestPrefix = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        return longestPrefix == 128 || address.ToString() == text;
    }

    // To iptables a number with a leading zero is octal.
    private static bool IsPrefixLength(ReadOnlySpan<char> text, int longest) =>
        text is "0" or not ['0', ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= longest;
}
