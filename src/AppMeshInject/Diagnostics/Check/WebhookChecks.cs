using AppMeshInject.Certificates;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.KubernetesApi;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the webhook configuration and the Service it names.</summary>
internal static class WebhookChecks
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string ApplyAgain = "apply the manifests again (deploy/install.sh)";

    public static IEnumerable<Finding> Of(InstallationState state)
    {
        if (state.Webhook is not { } webhook)
        {
            return state.Configuration switch
            {
                { IsMissing: true } => [FindingKinds.WebhookMissing.Of($"There is no MutatingWebhookConfiguration {InstalledNames.Injector}, so no pod is injected.", $"Install the injector: {ApplyAgain}.")],
                { Object: not null } => [FindingKinds.WebhookMissing.Of($"The MutatingWebhookConfiguration {InstalledNames.Injector} has no webhook {InstalledNames.Webhook}.", $"Restore it: {ApplyAgain}.")],
                _ => [],
            };
        }

        return [.. OfRules(webhook), .. OfSelector(state, webhook), .. OfPolicy(webhook), .. OfBundle(state, webhook), .. OfService(state, webhook)];
    }

    private static IEnumerable<Finding> OfRules(MutatingWebhook webhook)
    {
        if (webhook.Rules?.Any(rule => rule.MatchesPodCreation) != true)
        {
            yield return FindingKinds.WebhookRules.Of("The webhook has no rule for CREATE of pods in v1 of the core group.", $"Restore its rules: {ApplyAgain}.");
        }
    }

    private static IEnumerable<Finding> OfSelector(InstallationState state, MutatingWebhook webhook)
    {
        var left = (state.Namespaces.Object ?? [])
            .Where(item => WebhookScope.OptsIn(item.Metadata!.Labels!) && !SystemNamespaces.Has(item.Metadata.Name!, state.InjectorNamespace))
            .Where(item => webhook.NamespaceSelector?.Selects(item.Metadata!.Labels!) == false)
            .Select(item => item.Metadata!.Name!);
        var any = new Dictionary<string, string> { [NameLabel] = "any", [AnnotationCatalogue.InjectionSwitch.Key] = "enabled" };
        if (left.Any() || webhook.NamespaceSelector?.Selects(any) == false)
        {
            yield return FindingKinds.WebhookSelectsNothing.Of(
                $"The webhook's namespaceSelector leaves out namespaces that have opted in{Names.Behind(left)}.",
                $"Have it select {AnnotationCatalogue.InjectionSwitch.Key}=enabled: {ApplyAgain}.");
        }

        any.Remove(AnnotationCatalogue.InjectionSwitch.Key);
        if (webhook.NamespaceSelector?.Selects(any) != false)
        {
            yield return FindingKinds.WebhookSelectsEverything.Of(
                "The webhook's namespaceSelector selects namespaces that have not opted in.",
                $"Have it select {AnnotationCatalogue.InjectionSwitch.Key}=enabled alone: {ApplyAgain}.");
        }
    }

    private static IEnumerable<Finding> OfPolicy(MutatingWebhook webhook)
    {
        if (webhook.FailurePolicy == "Ignore")
        {
            yield return FindingKinds.FailurePolicyIgnore.Of(
                "The failurePolicy is Ignore: while the injector does not answer, pods are created without a sidecar.",
                "Set it to Fail, which the base has, where that must not be.");
        }
    }

    private static IEnumerable<Finding> OfBundle(InstallationState state, MutatingWebhook webhook)
    {
        var bundle = webhook.ClientConfig?.CaBundle ?? "";
        var authorities = TrustBundle.Read(bundle).Authorities.ToList();
        var problem = bundle.Length == 0 ? "is empty"
            : authorities.Count == 0 ? "has no certificate in PEM"
            : authorities.All(authority => IsExpired(authority, state.Now)) ? "has expired"
            : null;
        if (problem is not null)
        {
            yield return FindingKinds.CaBundle.Of(
                $"The webhook's caBundle {problem}, so the API server trusts no certificate of the injector.",
                "Wait a minute, because the injector mends its own; with certificates from elsewhere put their authority there.");
        }
    }

    private static bool IsExpired(X509Certificate2 authority, DateTimeOffset now) => authority.NotAfter.ToUniversalTime() < now.UtcDateTime;

    private static IEnumerable<Finding> OfService(InstallationState state, MutatingWebhook webhook)
    {
        if (webhook.ClientConfig?.Service is not { } reference)
        {
            yield break;
        }

        var name = $"{reference.Name} in {reference.Namespace}";
        var replicas = state.LiveReplicas;
        if (state.Service.IsMissing)
        {
            yield return FindingKinds.WebhookService.Of($"The webhook names the Service {name}, which is not there.", $"Restore it: {ApplyAgain}.");
        }
        else if (reference.Namespace != state.InjectorNamespace)
        {
            yield return FindingKinds.WebhookService.Of(
                $"The webhook names the Service {name}, but the injector is looked for in {state.InjectorNamespace}.",
                $"Check that one with --namespace={reference.Namespace}, or {ApplyAgain}.");
        }
        else if (state.Service.Object?.Spec is { Selector: var selector } && replicas.Count > 0 && !replicas.Any(pod => IsSelected(pod, selector)))
        {
            yield return FindingKinds.WebhookService.Of($"The Service {name} selects no replica of the injector.", $"Restore its selector: {ApplyAgain}.");
        }
        else if (state.Service.Object?.Spec?.Ports is { } ports && !ports.Any(port => port.Port == (reference.Port ?? 443)))
        {
            yield return FindingKinds.WebhookService.Of($"The webhook asks port {reference.Port ?? 443} of the Service {name}, which it has not.", $"Restore its ports: {ApplyAgain}.");
        }
    }

    private static bool IsSelected(Pod pod, IReadOnlyDictionary<string, string>? selector) =>
        selector is { Count: > 0 } && new LabelSelector(selector, null).Selects(pod.Metadata?.Labels ?? new Dictionary<string, string>());
}
