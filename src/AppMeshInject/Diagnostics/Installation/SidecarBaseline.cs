using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>The current settings and version of the injector, with which the sidecars of pods are compared.</summary>
/// <param name="SettingsHash">The hash of the injector's settings; null if they are unknown.</param>
/// <param name="Version">The version of the injector.</param>
internal sealed record SidecarBaseline(string? SettingsHash, string Version)
{
    /// <summary>Reads the inject status of a pod that has the Envoy container.</summary>
    /// <returns>The status; null if the pod has no Envoy container, or no status with settings and version.</returns>
    public static InjectStatus? FindStatus(PodView pod) =>
        pod.HasContainer(SidecarNames.Envoy) ? FindStatus(pod.Annotations) : null;

    /// <summary>Reads the inject status from annotations.</summary>
    /// <returns>The status; null if it is absent, malformed or without settings and version.</returns>
    public static InjectStatus? FindStatus(IReadOnlyDictionary<string, string>? annotations) =>
        InjectStatusReader.Read(annotations) is { Version: not null, Settings: not null } status ? status : null;

    /// <summary>Evaluates the state of a pod's sidecar.</summary>
    /// <param name="status">The inject status of the pod; null if this injector did not inject it.</param>
    /// <param name="decision">The decision on the pod as it is now.</param>
    /// <param name="isCalled">
    /// True if the API server would call the webhook for a new pod like this one; null if this is unknown.
    /// </param>
    /// <param name="isReliable">True if the decision is based on the settings of the injector.</param>
    public SidecarState Evaluate(InjectStatus? status, Decision decision, bool? isCalled, bool isReliable)
    {
        if (status is not null)
        {
            // Settings of different versions are not comparable, because defaults can change.
            return status.Version != Version ? SidecarState.OutdatedVersion
                : SettingsHash is null ? SidecarState.SettingsUnknown
                : status.Settings != SettingsHash ? SidecarState.OutdatedSettings
                : SidecarState.UpToDate;
        }

        return decision switch
        {
            { Reason: Reason.AlreadyInjected } => SidecarState.InjectedByOther,
            _ when isCalled is false => SidecarState.WebhookNotCalled,
            _ when !isReliable => SidecarState.Unknown,
            { IsAllowed: false } => SidecarState.Rejected,
            { Reason: not Reason.Injected } => SidecarState.Skipped,
            _ => isCalled is null ? SidecarState.Unknown : SidecarState.Missing,
        };
    }
}
