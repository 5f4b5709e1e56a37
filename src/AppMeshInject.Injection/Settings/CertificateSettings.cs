using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The certificate of the webhook, and where it comes from.</summary>
public sealed class CertificateSettings
{
    /// <summary>The value of <see cref="Source"/> by which the surroundings decide.</summary>
    public const string Auto = "auto";

    /// <summary>The value for the files of <see cref="ListenerSettings.TlsCert"/> and <see cref="ListenerSettings.TlsKey"/>.</summary>
    public const string Files = "files";

    /// <summary>The value for certificates that the replicas make and renew themselves.</summary>
    public const string Managed = "managed";

    /// <summary>The value for one that is made at every start, and that nobody trusts.</summary>
    public const string Development = "development";

    /// <summary>Where it comes from: one of the words above.</summary>
    public string Source { get; private set; } = "";

    /// <summary>How long a managed certificate is good for.</summary>
    public TimeSpan CertificateValidity { get; private set; }

    /// <summary>How long the authority of managed certificates is good for.</summary>
    public TimeSpan CaValidity { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. new[]
        {
            Setting.Create("certificate-source", ValueParsers.OneOf(Auto, Files, Managed, Development), Auto, "Where the certificate of the webhook comes from; `auto` means `files` where they exist, else `managed` in a cluster, else `development`", (s, v) => s.Certificate.Source = v),
            Setting.Create("certificate-life", ValueParsers.Validity, "30d", "How long a managed certificate is good for; it is renewed at two thirds of that", (s, v) => s.Certificate.CertificateValidity = v),
            Setting.Create("authority-life", ValueParsers.Validity, "365d", "How long the authority of managed certificates is good for; it is renewed at two thirds of that", (s, v) => s.Certificate.CaValidity = v),
        }.Select(setting => setting with { AffectsPods = false }),
    ];
}
