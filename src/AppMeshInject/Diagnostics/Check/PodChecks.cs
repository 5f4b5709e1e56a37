
using AppMeshInject.Injection;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the running pods of the namespaces that are selected.</summary>
internal static class PodChecks
{
    public static IEnumerable<Finding> Of(InstallationState state)
    {
        var current = state.Trial?.Status is { Settings: { } hash, Version: { } version }
            ? (Settings: hash, Version: version)
            : (Settings: state.Settings.Object?.Usable?.Hash, Version: InjectorVersion.Current);
        foreach (var survey in state.Surveys)
        {
            if (survey.Lacking.Count > 0)
            {
                yield return FindingKinds.PodsWithoutSidecar.Of(
                    $"In {survey.Namespace} {Count(survey.Lacking)} should carry the sidecar and {(IsOne(survey.Lacking) ? "does" : "do")} not: {NamesOf(survey.Lacking)}.", Anew(survey.Namespace, survey.Lacking));
            }

            // Hashes of different versions cannot be compared, because defaults may have changed.
            var older = Of(survey, sidecar => current.Settings is not null && sidecar.Version == current.Version && sidecar.Settings != current.Settings);
            if (older.Count > 0)
            {
                yield return FindingKinds.PodsWithOlderSettings.Of(
                    $"In {survey.Namespace} {Count(older)} {Carry(older)} the sidecar of other settings than {current.Settings}: {NamesOf(older)}.", Anew(survey.Namespace, older));
            }

            var other = Of(survey, sidecar => sidecar.Version != current.Version);
            if (other.Count > 0)
            {
                yield return FindingKinds.PodsWithOlderVersion.Of(
                    $"In {survey.Namespace} {Count(other)} {Carry(other)} the sidecar of another version than {current.Version}: {NamesOf(other)}.", Anew(survey.Namespace, other));
            }
        }
    }

    private static Dictionary<Workload, int> Of(NamespaceSurvey survey, Func<(string Settings, string Version), bool> isMeant) => survey.Carrying
        .Where(carrying => isMeant(carrying.Key))
        .SelectMany(carrying => carrying.Value)
        .GroupBy(workload => workload.Key, workload => workload.Value)
        .ToDictionary(workload => workload.Key, workload => workload.Sum());

    private static string Count(IReadOnlyDictionary<Workload, int> workloads) => IsOne(workloads) ? "1 running pod" : $"{workloads.Values.Sum()} running pods";

    private static string Carry(IReadOnlyDictionary<Workload, int> workloads) => IsOne(workloads) ? "carries" : "carry";

    private static bool IsOne(IReadOnlyDictionary<Workload, int> workloads) => workloads.Values.Sum() == 1;

    private static string NamesOf(IReadOnlyDictionary<Workload, int> workloads) =>
        Names.Of(workloads.Keys.Select(NameOf).Order(StringComparer.Ordinal));

    private static string NameOf(Workload workload) => $"{workload.Kind.ToLowerInvariant()}/{workload.Name}";

    private static string Anew(string @namespace, IReadOnlyDictionary<Workload, int> workloads) =>
        workloads.Keys.Where(workload => workload.Kind is "Deployment" or "StatefulSet" or "DaemonSet").Select(NameOf).Order(StringComparer.Ordinal).FirstOrDefault() is { } name
            ? $"Create them anew, such as by kubectl rollout restart {name} --namespace {@namespace}."
            : "Create them anew: delete them, and apply what made them again.";
}
