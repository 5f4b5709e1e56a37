
using AppMeshInject.Injection.Annotations;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>Whether the API server asks the injector about the pods of a namespace.</summary>
/// <param name="Asks">Whether it does; null where it cannot be told.</param>
/// <param name="Why">Why, in words.</param>
/// <param name="HasOptedIn">Whether the namespace has the label.</param>
internal sealed record WebhookScope(bool? Asks, string Why, bool HasOptedIn)
{
    private const string NotOptedIn = "the namespace has not opted in";

    /// <summary>The scope over a pod.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="namespaceLabels">The labels of the pod's namespace.</param>
    /// <param name="podLabels">The pod's labels.</param>
    public static WebhookScope Of(MutatingWebhook webhook, IReadOnlyDictionary<string, string> namespaceLabels, IReadOnlyDictionary<string, string> podLabels)
    {
        var hasOptedIn = OptsIn(namespaceLabels);
        if (webhook.Rules?.Any(rule => rule.MatchesPodCreation) != true)
        {
            return new(false, "the webhook has no rule for pods that are created", hasOptedIn);
        }

        // A selector that is absent selects everything.
        if (webhook.NamespaceSelector?.Selects(namespaceLabels) == false)
        {
            return new(false, hasOptedIn ? "the webhook's namespaceSelector leaves the namespace out, although it has opted in" : NotOptedIn, hasOptedIn);
        }

        if (webhook.ObjectSelector?.Selects(podLabels) == false)
        {
            return new(false, "the webhook's objectSelector leaves the pod out", hasOptedIn);
        }

        return KnownConditions.ProblemOf(webhook) is { } problem
            ? new(null, problem, hasOptedIn)
            : new(true, "the webhook selects the namespace and the pod", hasOptedIn);
    }

    /// <summary>The scope as far as the namespace's label tells, where the webhook cannot be read.</summary>
    public static WebhookScope OfLabelAlone(IReadOnlyDictionary<string, string> namespaceLabels) => OptsIn(namespaceLabels)
        ? new(null, "the namespace has opted in; the webhook itself could not be read", HasOptedIn: true)
        : new(false, NotOptedIn, HasOptedIn: false);

    /// <summary>Whether a namespace has opted in.</summary>
    public static bool OptsIn(IReadOnlyDictionary<string, string> namespaceLabels) =>
        namespaceLabels.GetValueOrDefault(AnnotationCatalogue.InjectionSwitch.Key) == "enabled";
}
