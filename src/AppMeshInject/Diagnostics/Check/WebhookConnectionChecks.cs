using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Certificates;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks how the API server connects to the webhook: the caBundle and the Service.</summary>
internal static class WebhookConnectionChecks
{
    private const int DefaultServicePort = 443;

    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state, MutatingWebhook webhook) =>
        [.. CheckCaBundle(state, webhook), .. CheckService(state, webhook)];

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
                $"Restore the Service: {InstallHint.ApplyManifests}.");
        }
        else if (reference.Namespace != state.InjectorNamespace)
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The webhook refers to the Service {name}, but this check inspects {state.InjectorNamespace}.",
                $"Check the other namespace with --namespace={reference.Namespace}, or {InstallHint.ApplyManifests}.");
        }
        else if (state.Service.Object?.Spec is { Selector: var selector }
            && state.ActiveReplicas is { Count: > 0 } replicas
            && !replicas.Any(pod => IsSelected(pod, selector)))
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The Service {name} selects no replica of the injector.",
                $"Restore the selector: {InstallHint.ApplyManifests}.");
        }
        else if (state.Service.Object?.Spec?.Ports is { } ports && !ports.Any(item => item.Port == port))
        {
            yield return FindingKinds.WebhookServiceUnavailable.CreateFinding(
                $"The webhook calls port {port} of the Service {name}, which does not have this port.",
                $"Restore the ports: {InstallHint.ApplyManifests}.");
        }
    }

    private static bool IsSelected(Pod pod, IReadOnlyDictionary<string, string>? selector) =>
        selector is { Count: > 0 }
        && new LabelSelector(selector, null).Selects(pod.Metadata?.Labels ?? new Dictionary<string, string>());
}
