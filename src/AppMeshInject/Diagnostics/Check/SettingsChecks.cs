using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the settings that the Deployment and its ConfigMaps contain.</summary>
internal static class SettingsChecks
{
    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        if (state.Settings.Object is not { } installed)
        {
            yield break;
        }

        if (installed.Loaded.Errors.Count > 0)
        {
            var sources = installed.ConfigMaps
                .Select(configMap => $"the ConfigMap {GetName(configMap)}")
                .Prepend("the Deployment");
            yield return FindingKinds.SettingsInvalid.CreateFinding(
                $"A new replica does not start with these settings: {string.Join("; ", installed.Loaded.Errors)}.",
                $"Fix the settings in {NameList.Format(sources)}.");
        }

        var changed = installed.ConfigMaps
            .Where(configMap => state.ActiveReplicas.Any(pod => IsOlder(pod, configMap)))
            .Select(GetName)
            .ToList();
        if (changed.Count > 0 && !AreInEffect(state, installed))
        {
            yield return FindingKinds.SettingsNotInEffect.CreateFinding(
                $"The ConfigMap {NameList.Format(changed)} changed after replicas started, so they use previous "
                + "settings.",
                $"Restart the replicas: kubectl rollout restart deployment/{InstalledNames.Injector} "
                + $"--namespace {state.InjectorNamespace}.");
        }
    }

    // A change of a ConfigMap's labels also updates its managed fields, so the settings hash is compared too.
    private static bool AreInEffect(InstallationState state, InstalledSettings installed) =>
        state.DryRun?.Status is { Version: { } version, Settings: { } hash }
        && version == InjectorVersion.Current
        && hash == installed.Loaded.Settings.Hash;

    private static bool IsOlder(Pod pod, ConfigMap configMap) =>
        GetStartTime(pod) is { } start
        && (configMap.Metadata?.ManagedFields ?? []).Any(fields => fields.Time > start);

    private static DateTimeOffset? GetStartTime(Pod pod) => (pod.Status?.ContainerStatuses ?? [])
        .FirstOrDefault(status => status.Name == pod.Spec?.InjectorContainer?.Name)?.State?.Running?.StartedAt;

    private static string GetName(ConfigMap configMap) => configMap.Metadata?.Name ?? "";
}
