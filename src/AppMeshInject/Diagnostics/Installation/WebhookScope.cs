using AppMeshInject.Injection.Annotations;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>The result of evaluating whether the API server calls the webhook for a pod.</summary>
/// <param name="IsCalled">True if the API server calls the webhook; null if this is unknown.</param>
/// <param name="Detail">The reason.</param>
/// <param name="HasOptedIn">True if the namespace is opted in.</param>
internal sealed record WebhookScope(bool? IsCalled, string Detail, bool HasOptedIn)
{
    private const string NotOptedIn = "the namespace is not opted in";

    /// <summary>Evaluates the rules, selectors and conditions of a webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="namespaceLabels">The labels of the pod's namespace.</param>
    /// <param name="podLabels">The labels of the pod.</param>
    public static WebhookScope Evaluate(
        MutatingWebhook webhook,
        IReadOnlyDictionary<string, string> namespaceLabels,
        IReadOnlyDictionary<string, string> podLabels)
    {
        var hasOptedIn = IsOptedIn(namespaceLabels);
        if (webhook.Rules?.Any(rule => rule.MatchesPodCreation) != true)
        {
            return new(false, "the webhook has no rule for CREATE of pods", hasOptedIn);
        }

        // An absent selector selects everything.
        if (webhook.NamespaceSelector?.Selects(namespaceLabels) == false)
        {
            return new(
                false,
                hasOptedIn ? "the webhook's namespaceSelector excludes the opted-in namespace" : NotOptedIn,
                hasOptedIn);
        }

        if (webhook.ObjectSelector?.Selects(podLabels) == false)
        {
            return new(false, "the webhook's objectSelector excludes the pod", hasOptedIn);
        }

        return KnownMatchConditions.FindProblem(webhook) is { } problem
            ? new(null, problem, hasOptedIn)
            : new(true, "the webhook selects the namespace and the pod", hasOptedIn);
    }

    /// <summary>Evaluates only the label of the namespace, for a webhook that cannot be read.</summary>
    public static WebhookScope FromNamespaceLabel(IReadOnlyDictionary<string, string> namespaceLabels) =>
        IsOptedIn(namespaceLabels)
            ? new(null, "the namespace is opted in, but the webhook configuration cannot be read", HasOptedIn: true)
            : new(false, NotOptedIn, HasOptedIn: false);

    /// <summary>Returns whether a namespace is opted in.</summary>
    public static bool IsOptedIn(IReadOnlyDictionary<string, string> namespaceLabels) =>
        namespaceLabels.GetValueOrDefault(AnnotationCatalogue.InjectionSwitch.Key) == "enabled";
}
