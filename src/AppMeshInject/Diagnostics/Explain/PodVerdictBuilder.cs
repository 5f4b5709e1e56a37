using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Builds the verdict on a pod in the cluster.</summary>
/// <param name="namespace">The namespace of the pod.</param>
/// <param name="scope">The result of evaluating whether the API server calls the webhook for the pod.</param>
/// <param name="baseline">The current settings and version of the injector.</param>
internal sealed class PodVerdictBuilder(string @namespace, WebhookScope scope, SidecarBaseline baseline)
{
    /// <summary>Builds the verdict.</summary>
    /// <param name="status">The inject status of the pod; null if this injector did not inject it.</param>
    /// <param name="decision">The decision on the pod as it is now.</param>
    /// <param name="created">The time at which the pod was created; null if unknown.</param>
    /// <param name="installed">The time at which the webhook configuration was created; null if unknown.</param>
    public PodVerdict Build(
        InjectStatus? status, Decision decision, DateTimeOffset? created, DateTimeOffset? installed)
    {
        var areSettingsKnown = baseline.SettingsHash is not null;
        if (status is not null && !areSettingsKnown)
        {
            return new PodVerdict(
                "InjectedSettingsUnknown",
                "the pod has the sidecar, but the settings of the injector are unknown and cannot be compared",
                IsHealthy: true);
        }

        var isReliable = areSettingsKnown || IsIndependentOfSettings(decision.Reason);
        return baseline.Evaluate(status, decision, scope.IsCalled, isReliable) switch
        {
            SidecarState.UpToDate => new PodVerdict(
                "UpToDate", "the pod has the sidecar, injected with the current settings", IsHealthy: true),
            SidecarState.OutdatedSettings or SidecarState.OutdatedVersion => new PodVerdict(
                "Outdated",
                $"the pod has the sidecar of version {status!.Version} and settings {status.Settings}, but the current "
                + $"version is {baseline.Version} and the current settings are {baseline.SettingsHash}; to update it, "
                + FormatRecreation(decision),
                IsHealthy: true),
            SidecarState.InjectedByOther => new PodVerdict(
                "InjectedByOther", "the pod has the sidecar containers, but not from this injector", IsHealthy: true),
            SidecarState.WebhookNotCalled => new PodVerdict(
                "WebhookNotCalled", $"{scope.Detail}; to inject the pod, {FormatOptIn(decision)}", IsHealthy: true),
            SidecarState.Skipped => new PodVerdict("Skipped", "a rule skips the pod", IsHealthy: true),
            SidecarState.Rejected => new PodVerdict(
                "Rejected", "the pod would be rejected if it were created now", IsHealthy: false),
            SidecarState.Missing when created < installed => new PodVerdict(
                "CreatedBeforeWebhook",
                $"the pod was created before the webhook; {FormatRecreation(decision)}",
                IsHealthy: false),
            SidecarState.Missing => new PodVerdict(
                "SidecarMissing",
                "the pod has no sidecar but should have one: it was created before the namespace was opted in, or "
                + $"while the injector was unavailable; run appmesh-inject check, and {FormatRecreation(decision)}",
                IsHealthy: false),
            _ => new PodVerdict(
                "Unknown",
                "the pod has no sidecar, and it is unknown whether it should have one: "
                + (isReliable ? scope.Detail : "the settings of the injector are unknown"),
                IsHealthy: false),
        };
    }

    private static bool IsIndependentOfSettings(Reason reason) => reason
        is Reason.SystemNamespace
        or Reason.HostNetwork
        or Reason.WindowsPod
        or Reason.MirrorPod
        or Reason.DisabledByAnnotation;

    private string FormatOptIn(Decision decision) => scope.HasOptedIn
        ? "run appmesh-inject check"
        : $"run kubectl label namespace {@namespace} {AnnotationCatalogue.InjectionSwitch.Key}=enabled, then "
            + FormatRecreation(decision);

    private string FormatRecreation(Decision decision) =>
        RolloutRestart.Format(@namespace, decision.Workload) is { } command
            ? $"recreate it ({command})"
            : "recreate it (delete it and apply its manifest again)";
}
