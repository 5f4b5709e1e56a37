namespace AppMeshInject.Injection.Parsing;

public static partial class ValueParsers
{
    /// <summary>Parses a list of secrets with their mount paths.</summary>
    public static readonly ValueParser<IReadOnlyList<MountSource>> SecretMounts =
        new("comma-separated `secret:/path`", ParseSecretMounts);

    /// <summary>Parses a list of pod volumes with their mount paths.</summary>
    public static readonly ValueParser<IReadOnlyList<MountSource>> VolumeMounts =
        new("comma-separated `volume:/path`", ParseVolumeMounts);

    /// <summary>Parses one pod volume with its mount path.</summary>
    public static readonly ValueParser<MountSource?> VolumeMount =
        new("a single `volume:/path`", ParseSingleVolumeMount);

    private const int MaxDnsLabelLength = 63;
    private const int MaxDnsSubdomainLength = 253;

    /// <summary>Checks whether a text is an RFC 1123 label: a valid name of a volume or namespace.</summary>
    public static bool IsDnsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxDnsLabelLength
        && !text.ContainsAnyExcept(Characters.DnsLabel)
        && text[0] != '-'
        && text[^1] != '-';

    /// <summary>Checks whether a text is an RFC 1123 subdomain: a valid name of a Secret or pod.</summary>
    public static bool IsDnsSubdomain(string text)
    {
        foreach (var range in text.AsSpan().Split('.'))
        {
            // Kubernetes limits the length of the whole name, not of each label.
            var label = text.AsSpan()[range];
            if (label.IsEmpty || label.ContainsAnyExcept(Characters.DnsLabel) || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
        }

        return text.Length <= MaxDnsSubdomainLength;
    }

    private static ValidationError? ParseSecretMounts(string text, out IReadOnlyList<MountSource> value) =>
        CommaList.Parse(text, ParseSecretMount, out value);

    private static ValidationError? ParseVolumeMounts(string text, out IReadOnlyList<MountSource> value) =>
        CommaList.Parse(text, ParseVolumeMount, out value);

    private static ValidationError? ParseSecretMount(string text, out MountSource value) =>
        ParseMount(text, IsDnsSubdomain, "secret:/path", out value);

    private static ValidationError? ParseVolumeMount(string text, out MountSource value) =>
        ParseMount(text, name => IsDnsLabel(name), "volume:/path", out value);

    private static ValidationError? ParseSingleVolumeMount(string text, out MountSource? value)
    {
        var error = ParseMount(text.Trim(), name => IsDnsLabel(name), "a single volume:/path", out var mount);
        value = error is null ? mount : null;
        return error is { Message: var message } ? new ValidationError(text, message) : null;
    }

    private static ValidationError? ParseMount(
        string text, Predicate<string> isSource, string format, out MountSource value)
    {
        var colon = text.IndexOf(':');
        value = colon < 0 ? default : new MountSource(text[..colon].Trim(), text[(colon + 1)..].Trim());
        if (colon < 0 || !isSource(value.Source) || ParsePath(value.Path, out _) is not null)
        {
            return new ValidationError(text, $"is not {format}");
        }

        return IsNormalizedPath(value.Path) ? null : new ValidationError(text, $"has a path that {NotNormalized}");
    }
}
