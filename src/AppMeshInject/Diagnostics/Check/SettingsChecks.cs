
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the settings that the Deployment and its ConfigMaps give.</summary>
internal static class SettingsChecks
{
    public static IEnumerable<Finding> Of(InstallationState state)
    {
        if (state.Settings.Object is not { } installed)
        {
            yield break;
        }

        if (installed.Loaded.Faults.Count > 0)
        {
            yield return FindingKinds.SettingsMalformed.Of(
                $"A replica that starts now stops at its settings: {string.Join("; ", installed.Loaded.Faults)}.",
                $"Mend them where they stand, in {Names.Of(installed.ConfigMaps.Select(configMap => $"the ConfigMap {NameOf(configMap)}").Prepend("the Deployment"))}.");
        }

        var changed = installed.ConfigMaps.Where(configMap => state.LiveReplicas.Any(pod => IsOlder(pod, configMap))).Select(NameOf).ToList();
        if (changed.Count > 0 && !AreKnownToBeInEffect(state, installed))
        {
            yield return FindingKinds.SettingsNotInEffect.Of(
                $"The ConfigMap {Names.Of(changed)} was changed after replicas had read it, and they go on with what they read.",
                $"Have them read it: kubectl rollout restart deployment/{InstalledNames.Injector} --namespace {state.InjectorNamespace}.");
        }
    }

    // Who labels a ConfigMap changes it too.
    private static bool AreKnownToBeInEffect(InstallationState state, InstalledSettings installed) =>
        state.Trial?.Status is { Version: { } version, Settings: { } hash } && version == InjectorVersion.Current && hash == installed.Loaded.Settings.Hash;

    private static bool IsOlder(Pod pod, ConfigMap configMap) =>
        StartOf(pod) is { } start && (configMap.Metadata?.ManagedFields ?? []).Any(fields => fields.Time > start);

    private static DateTimeOffset? StartOf(Pod pod) =>
        (pod.Status?.ContainerStatuses ?? []).FirstOrDefault(status => status.Name == pod.Spec?.InjectorContainer?.Name)?.State?.Running?.StartedAt;

    private static string NameOf(ConfigMap configMap) => configMap.Metadata?.Name ?? "";
}
