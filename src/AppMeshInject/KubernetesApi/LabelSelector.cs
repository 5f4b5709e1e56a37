using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>Selects objects by their labels.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/</remarks>
internal sealed record LabelSelector(IReadOnlyDictionary<string, string>? MatchLabels, IReadOnlyList<LabelRequirement>? MatchExpressions)
{
    public static LabelSelector Read(JsonElement json) => new(json.NamedTexts("matchLabels"), json.Many("matchExpressions", LabelRequirement.Read));

    /// <summary>Whether it selects an object with these labels.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) =>
        (MatchLabels ?? new Dictionary<string, string>()).All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value)
        && (MatchExpressions ?? []).All(requirement => requirement.Holds(labels));
}

/// <summary>A requirement of a selector.</summary>
internal sealed record LabelRequirement(string? Key, string? Operator, IReadOnlyList<string>? Values)
{
    public static LabelRequirement Read(JsonElement json) => new(json.Text("key"), json.Text("operator"), json.Texts("values"));

    /// <summary>Whether it holds for these labels.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> labels)
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
