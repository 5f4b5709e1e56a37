using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>
/// Recognizes the matchConditions of the component match-conditions. They exclude only pods that the rules skip anyway.
/// Other conditions are CEL expressions that are not evaluated here.
/// </summary>
internal static class KnownMatchConditions
{
    private const string Switch = "'appmesh.k8s.aws/sidecarInjectorWebhook'";

    private static readonly HashSet<string> Expressions =
    [
        $"!has(object.metadata.annotations) || !({Switch} in object.metadata.annotations) || "
            + $"object.metadata.annotations[{Switch}].lowerAscii() != 'disabled'",
        "!has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)",
        "!has(object.spec.hostNetwork) || !object.spec.hostNetwork || "
            + $"(has(object.metadata.annotations) && {Switch} in object.metadata.annotations)",
    ];

    /// <summary>Checks whether a webhook has only known conditions.</summary>
    /// <param name="webhook">The webhook; null if it could not be read.</param>
    /// <returns>
    /// The reason why it is unknown which pods the conditions exclude; null if all conditions are known.
    /// </returns>
    public static string? FindProblem(MutatingWebhook? webhook)
    {
        var unknown = (webhook?.MatchConditions ?? [])
            .Where(condition => !Expressions.Contains(condition.Expression ?? ""))
            .Select(condition => condition.Name)
            .ToList();
        return unknown.Count == 0
            ? null
            : $"the webhook has matchConditions that this program does not evaluate: {string.Join(", ", unknown)}";
    }
}
