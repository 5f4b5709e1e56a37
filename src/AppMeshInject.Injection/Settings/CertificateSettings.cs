using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The source and the lifetimes of the webhook's certificate.</summary>
public sealed class CertificateSettings
{
    /// <summary>
    /// The <see cref="Source"/> that lets the program select one of the other sources when it starts.
    /// </summary>
    public const string Auto = "auto";

    /// <summary>
    /// The <see cref="Source"/> that reads the files <see cref="ListenerSettings.TlsCert"/> and
    /// <see cref="ListenerSettings.TlsKey"/>.
    /// </summary>
    public const string Files = "files";

    /// <summary>The <see cref="Source"/> of certificates that the replicas create and renew.</summary>
    public const string Managed = "managed";

    /// <summary>The <see cref="Source"/> that creates an untrusted certificate at each start.</summary>
    public const string Development = "development";

    /// <summary>The certificate source: a constant of this class.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The lifetime of a managed certificate.</summary>
    public TimeSpan CertificateValidity { get; private set; }

    /// <summary>The lifetime of the CA of managed certificates.</summary>
    public TimeSpan CaValidity { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        .. new[]
        {
            Setting.Create(
                "certificate-source", ValueParsers.OneOf(Auto, Files, Managed, Development), Auto,
                "Source of the webhook certificate; `auto` selects `files` if the files exist, else `managed` in a "
                    + "cluster, else `development`",
                (s, v) => s.Certificate.Source = v),
            Setting.Create(
                "certificate-life", ValueParsers.Validity, "30d",
                "Lifetime of a managed certificate; it is renewed after two thirds of this time",
                (s, v) => s.Certificate.CertificateValidity = v),
            Setting.Create(
                "authority-life", ValueParsers.Validity, "365d",
                "Lifetime of the CA of managed certificates; it is renewed after two thirds of this time",
                (s, v) => s.Certificate.CaValidity = v),
        }.Select(setting => setting with { AffectsPods = false }),
    ];
}
