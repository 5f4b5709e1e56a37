using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the sidecars of the running pods in the namespaces of the mesh.</summary>
internal static class PodChecks
{
    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        foreach (var survey in state.Surveys)
        {
            var missing = survey.GetCounts(SidecarState.Missing, SidecarState.Rejected);
            if (missing.Count > 0)
            {
                yield return FindingKinds.PodsWithoutSidecar.CreateFinding(
                    $"Namespace {survey.Namespace} has {FormatPods(missing)} without a sidecar: "
                    + $"{FormatNames(missing)}.",
                    FormatFix(survey.Namespace, missing));
            }

            var outdated = survey.GetCounts(SidecarState.OutdatedSettings);
            if (outdated.Count > 0)
            {
                yield return FindingKinds.PodsWithOutdatedSettings.CreateFinding(
                    $"Namespace {survey.Namespace} has {FormatPods(outdated)} injected with other settings than "
                    + $"{state.Baseline.SettingsHash}: {FormatNames(outdated)}.",
                    FormatFix(survey.Namespace, outdated));
            }

            var otherVersion = survey.GetCounts(SidecarState.OutdatedVersion);
            if (otherVersion.Count > 0)
            {
                yield return FindingKinds.PodsWithOutdatedVersion.CreateFinding(
                    $"Namespace {survey.Namespace} has {FormatPods(otherVersion)} injected by another version than "
                    + $"{state.Baseline.Version}: {FormatNames(otherVersion)}.",
                    FormatFix(survey.Namespace, otherVersion));
            }
        }
    }

    private static string FormatPods(IReadOnlyDictionary<Workload, int> workloads) =>
        workloads.Values.Sum() is > 1 and var count ? $"{count} running pods" : "1 running pod";

    private static string FormatNames(IReadOnlyDictionary<Workload, int> workloads) =>
        NameList.Format(workloads.Keys.Select(RolloutRestart.FormatName).Order(StringComparer.Ordinal));

    private static string FormatFix(string @namespace, IReadOnlyDictionary<Workload, int> workloads)
    {
        var command = workloads.Keys
            .Select(workload => RolloutRestart.Format(@namespace, workload))
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return command is null
            ? "Recreate the pods: delete them and apply their manifests again."
            : $"Recreate the pods, for example with {command}.";
    }
}
