using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the Deployment and its replicas.</summary>
internal static class ReplicaChecks
{
    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        if (state.Settings.IsMissing)
        {
            return
            [
                FindingKinds.DeploymentMissing.CreateFinding(
                    $"The Deployment {InstalledNames.Injector} does not exist in namespace {state.InjectorNamespace}.",
                    "Install the injector (deploy/install.sh), or pass its namespace with --namespace."),
            ];
        }

        return state.Replicas.Object is null ? [] : [.. CheckReadiness(state), .. CheckDifferences(state)];
    }

    private static IEnumerable<Finding> CheckReadiness(InstallationState state)
    {
        var replicas = state.ActiveReplicas;
        var ready = replicas.Count(IsReady);
        var desired = state.Settings.Object?.Deployment.Spec?.Replicas ?? replicas.Count;
        var scale = $"kubectl scale deployment/{InstalledNames.Injector} --namespace {state.InjectorNamespace} "
            + "--replicas=2";
        var describe = $"Find the cause: kubectl describe pods --namespace {state.InjectorNamespace} "
            + $"--selector {InstalledNames.Selector}.";
        if (ready == 0)
        {
            yield return FindingKinds.NoReadyReplica.CreateFinding(
                $"None of the {desired} replicas is ready{NameList.FormatWithColon(GetWaitingReasons(replicas))}.",
                desired == 0 ? $"Scale up the Deployment: {scale}." : describe);
        }
        else if (ready < desired)
        {
            yield return FindingKinds.ReplicasNotReady.CreateFinding(
                $"Only {ready} of {desired} replicas are ready{NameList.FormatWithColon(GetWaitingReasons(replicas))}.",
                describe);
        }
        else if (desired == 1)
        {
            yield return FindingKinds.SingleReplica.CreateFinding(
                "The injector has a single replica: while its node is drained or lost, new pods are rejected "
                + "(failurePolicy Fail) or get no sidecar (failurePolicy Ignore).",
                $"Run two replicas: {scale}.");
        }
    }

    private static IEnumerable<Finding> CheckDifferences(InstallationState state)
    {
        var containers = state.ActiveReplicas.Select(pod => pod.Spec?.InjectorContainer).ToList();
        var images = containers
            .Select(container => container?.Image ?? "none")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var configurations = containers.Select(FormatConfiguration).Distinct().Count();
        if (images.Count > 1 || configurations > 1)
        {
            yield return FindingKinds.ReplicasDiffer.CreateFinding(
                images.Count > 1
                    ? $"The replicas have different images: {NameList.Format(images)}."
                    : $"The replicas have {configurations} different sets of flags and environment variables.",
                $"Wait for the rollout: kubectl rollout status deployment/{InstalledNames.Injector} "
                + $"--namespace {state.InjectorNamespace}.");
        }
    }

    private static bool IsReady(Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    private static IEnumerable<string> GetWaitingReasons(IEnumerable<Pod> replicas) => replicas
        .SelectMany(pod => pod.Status?.ContainerStatuses ?? [])
        .Select(status => status.State?.Waiting?.Reason)
        .OfType<string>()
        .Distinct();

    // Comparing ConfigMaps by name is sufficient, because Kustomize appends a hash of their content.
    private static string FormatConfiguration(Container? container) => string.Join('\n',
        [
            .. container?.Command ?? [],
            .. container?.Args ?? [],
            .. (container?.Env ?? []).Select(variable => variable.ToString()),
            .. (container?.EnvFrom ?? []).Select(source => source.ToString()),
        ]);
}
