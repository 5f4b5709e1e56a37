using System.Collections.Frozen;

namespace AppMeshInject.Injection.Settings;

/// <summary>All settings, in the order of the reference page.</summary>
public static class SettingsCatalogue
{
    /// <summary>The settings, grouped by the headings of the reference page.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<Setting> Settings)> Groups { get; } =
    [
        ("Mesh and injection", MeshSettings.Catalogue),
        ("Traffic", RedirectSettings.Catalogue),
        ("Envoy", EnvoySettings.Catalogue),
        ("Start and stop of Envoy", LifecycleSettings.Catalogue),
        ("Resources and security of the injected containers", SidecarSettings.Catalogue),
        ("Credentials", CredentialSettings.Catalogue),
        ("Statistics", StatsSettings.Catalogue),
        ("Tracing", TracingSettings.Catalogue),
        ("Certificate of the webhook", CertificateSettings.Catalogue),
        ("Injector", ListenerSettings.Catalogue),
    ];

    /// <summary>All settings, without headings.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Groups.SelectMany(group => group.Settings)];

    /// <summary>The settings by flag name, aliases included.</summary>
    public static FrozenDictionary<string, Setting> ByName { get; } = All
        .SelectMany(setting => setting.Names.Select(name => KeyValuePair.Create(name, setting)))
        .ToFrozenDictionary();
}
