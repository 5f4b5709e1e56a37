
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Draws the conclusion on a pod in a cluster.</summary>
internal static class PodVerdictBuilder
{
    /// <summary>Concludes.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="scope">Whether the injector is asked.</param>
    /// <param name="carries">What the pod says was added to it.</param>
    /// <param name="decision">What the rules say of it.</param>
    /// <param name="settings">The hash of the injector's settings; null where they are not known.</param>
    /// <param name="installed">Since when the webhook is installed; null where that is not known.</param>
    public static PodVerdict Of(
        string @namespace, Pod pod, WebhookScope scope, InjectStatus? carries, Decision decision, string? settings, DateTimeOffset? installed)
    {
        var anew = $"create it anew ({Anew(@namespace, decision)})";
        if (carries is not null && settings is null)
        {
            return new("CarriesNotKnown", "it carries the sidecar; whether by the settings that are in effect cannot be told, because they are not known", IsWell: true);
        }

        if (carries is not null)
        {
            return carries.Settings == settings && carries.Version == InjectorVersion.Current
                ? new("Carries", "it carries the sidecar, by the settings that are in effect", IsWell: true)
                : new("CarriesOlder", $"it carries the sidecar of version {carries.Version} and settings {carries.Settings}, where this is version {InjectorVersion.Current} and settings {settings}: to have the newer, {anew}", IsWell: true);
        }

        if (decision.Reason == Reason.AlreadyInjected)
        {
            return new("CarriesOther", "it has the containers of a sidecar, which another injector or its author put there", IsWell: true);
        }

        if (scope.Asks is false)
        {
            var mend = scope.HasOptedIn
                ? "run appmesh-inject check"
                : $"kubectl label namespace {@namespace} {AnnotationCatalogue.InjectionSwitch.Key}=enabled, then {anew}";
            return new("NotAsked", $"the injector was not asked, because {scope.Why}: to have it in the mesh, {mend}", IsWell: true);
        }

        if (settings is null && !HoldsWhateverTheSettings(decision.Reason))
        {
            return new("NotKnown", "it carries no sidecar, and whether it should cannot be told, because the settings of the injector are not known", IsWell: false);
        }

        if (!decision.IsAllowed)
        {
            return new("Refused", "it would be refused if it were created now", IsWell: false);
        }

        if (decision.Reason != Reason.Injected)
        {
            return new("LeftAlone", "a rule leaves it as it is", IsWell: true);
        }

        if (scope.Asks is null)
        {
            return new("NotKnown", $"it carries no sidecar, and whether it should cannot be told, because {scope.Why}", IsWell: false);
        }

        return pod.Metadata?.CreationTimestamp < installed
            ? new("Older", $"it is older than the webhook: {anew}", IsWell: false)
            : new("Lacks", $"it should carry the sidecar and does not: it was created before the namespace opted in, or while the injector did not answer; run appmesh-inject check, and {anew}", IsWell: false);
    }

    private static bool HoldsWhateverTheSettings(Reason reason) =>
        reason is Reason.SystemNamespace or Reason.HostNetwork or Reason.WindowsPod or Reason.MirrorPod or Reason.DisabledByAnnotation;

    private static string Anew(string @namespace, Decision decision) => decision.Workload.Kind is "Deployment" or "StatefulSet" or "DaemonSet"
        ? $"kubectl rollout restart {decision.Workload.Kind.ToLowerInvariant()}/{decision.Workload.Name} --namespace {@namespace}"
        : "delete it, and apply what made it again";
}
