using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>
/// The conditions in CEL that a webhook may have. They are not evaluated here; only those of the component match-conditions are known, and
/// leave out no pod but what the rules would leave as it is.
/// </summary>
internal static class KnownConditions
{
    private static readonly HashSet<string> Expressions =
    [
        "!has(object.metadata.annotations) || !('appmesh.k8s.aws/sidecarInjectorWebhook' in object.metadata.annotations) || object.metadata.annotations['appmesh.k8s.aws/sidecarInjectorWebhook'].lowerAscii() != 'disabled'",
        "!has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)",
        "!has(object.spec.hostNetwork) || !object.spec.hostNetwork || (has(object.metadata.annotations) && 'appmesh.k8s.aws/sidecarInjectorWebhook' in object.metadata.annotations)",
    ];

    /// <summary>Why it cannot be told which pods the conditions leave out; null where it can.</summary>
    public static string? ProblemOf(MutatingWebhook? webhook)
    {
        var unknown = (webhook?.MatchConditions ?? []).Where(condition => !Expressions.Contains(condition.Expression ?? "")).Select(condition => condition.Name).ToList();
        return unknown.Count == 0 ? null : $"the webhook has matchConditions, which this program does not evaluate: {string.Join(", ", unknown)}";
    }
}
