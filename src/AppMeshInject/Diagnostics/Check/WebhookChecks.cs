using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the webhook configuration.</summary>
internal static class WebhookChecks
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        if (state.Webhook is not { } webhook)
        {
            return CheckMissing(state);
        }

        return
        [
            .. CheckRules(webhook),
            .. CheckSelector(state, webhook),
            .. CheckFailurePolicy(webhook),
            .. WebhookConnectionChecks.Run(state, webhook),
        ];
    }

    private static IEnumerable<Finding> CheckMissing(InstallationState state)
    {
        if (state.Configuration.IsMissing)
        {
            yield return FindingKinds.WebhookMissing.CreateFinding(
                $"The MutatingWebhookConfiguration {InstalledNames.Injector} does not exist, so no pod is injected.",
                $"Install the injector: {InstallHint.ApplyManifests}.");
        }
        else if (state.Configuration.Object is not null)
        {
            yield return FindingKinds.WebhookMissing.CreateFinding(
                $"The MutatingWebhookConfiguration {InstalledNames.Injector} has no webhook {InstalledNames.Webhook}.",
                $"Restore the webhook: {InstallHint.ApplyManifests}.");
        }
    }

    private static IEnumerable<Finding> CheckRules(MutatingWebhook webhook)
    {
        if (webhook.Rules?.Any(rule => rule.MatchesPodCreation) != true)
        {
            yield return FindingKinds.WebhookRulesMismatch.CreateFinding(
                "The webhook has no rule for CREATE of core/v1 pods.",
                $"Restore the rules: {InstallHint.ApplyManifests}.");
        }
    }

    private static IEnumerable<Finding> CheckSelector(InstallationState state, MutatingWebhook webhook)
    {
        var excluded = (state.Namespaces.Object ?? [])
            .Where(item => WebhookScope.IsOptedIn(item.Metadata!.Labels!)
                && !SystemNamespaces.Contains(item.Metadata.Name!, state.InjectorNamespace)
                && webhook.NamespaceSelector?.Selects(item.Metadata.Labels!) == false)
            .Select(item => item.Metadata!.Name!);
        var labels = new Dictionary<string, string>
        {
            [NameLabel] = "any",
            [AnnotationCatalogue.InjectionSwitch.Key] = "enabled",
        };
        if (excluded.Any() || webhook.NamespaceSelector?.Selects(labels) == false)
        {
            yield return FindingKinds.WebhookExcludesNamespace.CreateFinding(
                $"The webhook's namespaceSelector excludes opted-in namespaces{NameList.FormatWithColon(excluded)}.",
                $"Let the namespaceSelector select {AnnotationCatalogue.InjectionSwitch.Key}=enabled: "
                + $"{InstallHint.ApplyManifests}.");
        }

        labels.Remove(AnnotationCatalogue.InjectionSwitch.Key);
        if (webhook.NamespaceSelector?.Selects(labels) != false)
        {
            yield return FindingKinds.WebhookSelectsAllNamespaces.CreateFinding(
                "The webhook's namespaceSelector selects namespaces that are not opted in.",
                $"Let the namespaceSelector select only {AnnotationCatalogue.InjectionSwitch.Key}=enabled: "
                + $"{InstallHint.ApplyManifests}.");
        }
    }

    private static IEnumerable<Finding> CheckFailurePolicy(MutatingWebhook webhook)
    {
        if (webhook.FailurePolicy == "Ignore")
        {
            yield return FindingKinds.FailurePolicyIgnore.CreateFinding(
                "The failurePolicy is Ignore: while the injector is unavailable, pods are created without a sidecar.",
                "Set the failurePolicy to Fail, the default of the manifests, to prevent this.");
        }
    }
}
