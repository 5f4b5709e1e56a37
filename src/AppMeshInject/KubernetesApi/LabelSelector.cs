namespace AppMeshInject.KubernetesApi;

/// <summary>Selects objects by label. An object is selected if it meets all requirements.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/</remarks>
/// <param name="MatchLabels">The labels that an object must have.</param>
/// <param name="MatchExpressions">More requirements.</param>
internal sealed record LabelSelector(
    IReadOnlyDictionary<string, string>? MatchLabels, IReadOnlyList<LabelSelectorRequirement>? MatchExpressions)
{
    /// <summary>Returns whether an object with these labels is selected.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) =>
        (MatchLabels ?? new Dictionary<string, string>())
            .All(label => labels.GetValueOrDefault(label.Key) == label.Value)
        && (MatchExpressions ?? []).All(requirement => requirement.IsMetBy(labels));
}

/// <summary>A requirement of a label selector.</summary>
/// <param name="Key">The key of the label.</param>
/// <param name="Operator">"In", "NotIn", "Exists" or "DoesNotExist".</param>
/// <param name="Values">The values of "In" and "NotIn".</param>
internal sealed record LabelSelectorRequirement(string? Key, string? Operator, IReadOnlyList<string>? Values)
{
    /// <summary>Returns whether labels meet the requirement. An unknown operator is never met.</summary>
    public bool IsMetBy(IReadOnlyDictionary<string, string> labels)
    {
        var isIn = labels.TryGetValue(Key ?? "", out var value) && Values?.Contains(value) == true;
        return Operator switch
        {
            "In" => isIn,
            "NotIn" => !isIn,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
