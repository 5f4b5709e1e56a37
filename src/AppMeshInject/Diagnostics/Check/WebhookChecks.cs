using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Certificates;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the webhook configuration and its Service.</summary>
internal static class WebhookChecks
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string ApplyManifests = "apply the manifests again (deploy/install.sh)";
    private const int DefaultServicePort = 443;

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
            .. CheckCaBundle(state, webhook),
            .. CheckService(state, webhook),
        ];
    }

    private static IEnumerable<Finding> CheckMissing(InstallationState state)
    {
        if (state.Configuration.IsMissing)
        {
            yield return FindingKinds.WebhookMissing.CreateFinding(
                $"The MutatingWebhookConfiguration {InstalledNames.Injector} does not exist, so no pod is injected.",
                $"Install the injector: {ApplyManifests}.");
        }
        else if (state.Configuration.Object is not null)
        {
            yield return FindingKinds.WebhookMissing.CreateFinding(
                $"The MutatingWebhookConfiguration {InstalledNames.Injector} has no webhook {InstalledNames.Webhook}.",
                $"Restore the webhook: {ApplyManifests}.");
        }
    }

    private static IEnumerable<Finding> CheckRules(MutatingWebhook webhook)
    {
        if (webhook.Rules?.Any(rule => rule.MatchesPodCreation) != true)
        {
            yield return FindingKinds.WebhookRulesMismatch.CreateFinding(
                "The webhook has no rule for CREATE of core/v1 pods.",
                $"Restore the rules: {ApplyManifests}.");
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
                $"Let it select {AnnotationCatalogue.InjectionSwitch.Key}=enabled: {ApplyManifests}.");
        }

        labels.Remove(AnnotationCatalogue.InjectionSwitch.Key);
        if (webhook.NamespaceSelector?.Selects(labels) != false)
        {
            yield return FindingKinds.WebhookSelectsAllNamespaces.CreateFinding(
                "The webhook's namespaceSelector selects namespaces that are not opted in.",
                $"Let it select only {AnnotationCatalogue.InjectionSwitch.Key}=enabled: {ApplyManifests}.");
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

    private static IEnumerable<Finding> CheckCaBundle(InstallationState state, MutatingWebhook webhook)
    {
        var bundle = webhook.ClientConfig?.CaBundle ?? "";
        var certificates = CaBundle.Parse(bundle).Certificates.ToList();
        var problem = bundle.Length == 0 ? "is empty"
            : certificates.Count == 0 ? "has no PEM certificate"
            : certificates.All(certificate => IsExpired(certificate, state.Now)) ? "has expired"
            : null;
        if (problem is not null)
        {
            yield return FindingKinds.CaBundleInvalid.CreateFinding(
                $"The webhook's caBundle {problem}, so the API server does not trust the certificate of the injector.",
                "Wait a minute if the injector manages its own certificate, because it repairs the caBundle; otherwise "
                + "put the CA into the caBundle.");
        }
    }

    private static bool IsExpired(X509Certificate2 certificate, DateTimeOffset now) =>
        certificate.NotAfter.ToUniversalTime() < now.UtcDateTime;

    private static IEnumerable<Finding> CheckService(InstallationState state, MutatingWebhook webhook)
    {
        if (webhook.ClientConfig?.Service is not { } reference)
        {
            yield break;
        }

        var name = $"{reference.Name} in namespace {reference.Namespace}";
        var port = reference.Port ?? DefaultServicePort;
        if (state.Service.IsMissing)
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The webhook refers to the Service {name}, which does not exist.",
                $"Restore the Service: {ApplyManifests}.");
        }
        else if (reference.Namespace != state.InjectorNamespace)
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The webhook refers to the Service {name}, but this check inspects {state.InjectorNamespace}.",
                $"Check the other namespace with --namespace={reference.Namespace}, or {ApplyManifests}.");
        }
        else if (state.Service.Object?.Spec is { Selector: var selector }
            && state.ActiveReplicas is { Count: > 0 } replicas
            && !replicas.Any(pod => IsSelected(pod, selector)))
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The Service {name} selects no replica of the injector.",
                $"Restore the selector: {ApplyManifests}.");
        }
        else if (state.Service.Object?.Spec?.Ports is { } ports && !ports.Any(item => item.Port == port))
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The webhook calls port {port} of the Service {name}, which does not have this port.",
                $"Restore the ports: {ApplyManifests}.");
        }
    }

    private static bool IsSelected(Pod pod, IReadOnlyDictionary<string, string>? selector) =>
        selector is { Count: > 0 }
        && new LabelSelector(selector, null).Selects(pod.Metadata?.Labels ?? new Dictionary<string, string>());
}
