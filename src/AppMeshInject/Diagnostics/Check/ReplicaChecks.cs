
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the Deployment and its replicas.</summary>
internal static class ReplicaChecks
{
    public static IEnumerable<Finding> Of(InstallationState state)
    {
        if (state.Settings.IsMissing)
        {
            return
            [
                FindingKinds.DeploymentMissing.Of(
                    $"There is no Deployment {InstalledNames.Injector} in {state.InjectorNamespace}.",
                    "Install the injector (deploy/install.sh), or name its namespace with --namespace."),
            ];
        }

        return state.Replicas.Object is null ? [] : [.. OfReadiness(state), .. OfDifferences(state)];
    }

    private static IEnumerable<Finding> OfReadiness(InstallationState state)
    {
        var replicas = state.LiveReplicas;
        var ready = replicas.Count(IsReady);
        var wanted = state.Settings.Object?.Deployment.Spec?.Replicas ?? replicas.Count;
        var mend = $"See why: kubectl describe pods --namespace {state.InjectorNamespace} --selector {InstalledNames.Selector}.";
        if (ready == 0)
        {
            yield return FindingKinds.NoReadyReplica.Of(
                $"None of {wanted} replicas is ready{Names.Behind(Problems(replicas))}.",
                wanted == 0 ? $"Scale it up: kubectl scale deployment/{InstalledNames.Injector} --namespace {state.InjectorNamespace} --replicas=2." : mend);
        }
        else if (ready < wanted)
        {
            yield return FindingKinds.ReplicasNotReady.Of($"Only {ready} of {wanted} replicas are ready{Names.Behind(Problems(replicas))}.", mend);
        }
        else if (wanted == 1)
        {
            yield return FindingKinds.SingleReplica.Of(
                "There is one replica: while its node is drained or lost, pods are not created, or without a sidecar.",
                $"Run two: kubectl scale deployment/{InstalledNames.Injector} --namespace {state.InjectorNamespace} --replicas=2.");
        }
    }

    private static IEnumerable<Finding> OfDifferences(InstallationState state)
    {
        var images = state.LiveReplicas.Select(pod => pod.Spec?.InjectorContainer?.Image ?? "none").Distinct().Order(StringComparer.Ordinal).ToList();
        var settings = state.LiveReplicas.Select(pod => SettingsOf(pod.Spec?.InjectorContainer)).Distinct().Count();
        if (images.Count > 1 || settings > 1)
        {
            yield return FindingKinds.ReplicasDiffer.Of(
                images.Count > 1 ? $"The replicas run different images: {Names.Of(images)}." : $"The replicas have {settings} different sets of flags and variables.",
                $"Let the rollout end: kubectl rollout status deployment/{InstalledNames.Injector} --namespace {state.InjectorNamespace}.");
        }
    }

    private static bool IsReady(Pod pod) => pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    private static IEnumerable<string> Problems(IEnumerable<Pod> replicas) => replicas
        .SelectMany(pod => pod.Status?.ContainerStatuses ?? [])
        .Select(status => status.State?.Waiting?.Reason)
        .OfType<string>()
        .Distinct();

    // ConfigMaps by their names, which carry a hash of their content.
    private static string SettingsOf(Container? container) => string.Join('\n',
        [
            .. container?.Command ?? [],
            .. container?.Args ?? [],
            .. (container?.Env ?? []).Select(variable => variable.ToString()),
            .. (container?.EnvFrom ?? []).Select(source => source.ToString()),
        ]);
}
