namespace AppMeshInject.Diagnostics.Installation;

/// <summary>The state of the sidecar of a pod in the cluster.</summary>
internal enum SidecarState
{
    /// <summary>The pod was injected with the current settings by the current version.</summary>
    UpToDate,

    /// <summary>The pod was injected by the current version, but with other settings.</summary>
    OutdatedSettings,

    /// <summary>The pod was injected by another version of the injector.</summary>
    OutdatedVersion,

    /// <summary>The pod was injected, but the current settings are unknown.</summary>
    SettingsUnknown,

    /// <summary>The pod has the sidecar containers, but not from this injector.</summary>
    InjectedByOther,

    /// <summary>The pod has no sidecar, because the API server does not call the webhook for it.</summary>
    WebhookNotCalled,

    /// <summary>The pod has no sidecar, because a rule skips it.</summary>
    Skipped,

    /// <summary>The pod has no sidecar, and would be rejected if it were created now.</summary>
    Rejected,

    /// <summary>The pod has no sidecar but should have one.</summary>
    Missing,

    /// <summary>The pod has no sidecar, and it is unknown whether it should have one.</summary>
    Unknown,
}
