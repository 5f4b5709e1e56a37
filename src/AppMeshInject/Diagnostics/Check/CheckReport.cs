using System.Text.Json.Serialization;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>The report of <c>check</c>.</summary>
internal sealed record CheckReport
{
    private static readonly Func<InstallationState, IEnumerable<Finding>>[] Checks =
    [
        WebhookChecks.Run, DryRunChecks.Run, ReplicaChecks.Run, SettingsChecks.Run, NamespaceChecks.Run, PodChecks.Run,
    ];

    /// <summary>Gets the kubeconfig context.</summary>
    public required string Context { get; init; }

    /// <summary>Gets the injector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Gets the inspected parts.</summary>
    public required CheckSummary Summary { get; init; }

    /// <summary>Gets the findings, ordered by severity.</summary>
    public required IReadOnlyList<FindingReport> Findings { get; init; }

    /// <summary>Gets the parts that could not be checked, each with the reason.</summary>
    public required IReadOnlyList<string> NotChecked { get; init; }

    /// <summary>Gets whether there are problems to fix. Notes do not count.</summary>
    [JsonIgnore]
    public bool HasFindings => Findings.Any(finding => finding.Severity != "note");

    /// <summary>Runs all checks on an installation.</summary>
    /// <param name="context">The kubeconfig context.</param>
    /// <param name="state">The state of the installation.</param>
    public static CheckReport Create(string context, InstallationState state) => new()
    {
        Context = context,
        Namespace = state.InjectorNamespace,
        Summary = new CheckSummary(
            state.ActiveReplicas.Count,
            [.. state.ActiveReplicas.Select(pod => pod.Spec?.InjectorContainer?.Image).OfType<string>().Distinct()],
            state.DryRun?.Status?.Version,
            state.Baseline.SettingsHash,
            state.DryRun?.Namespace,
            [.. state.Surveys.Select(survey => survey.Namespace)],
            state.Surveys.Sum(survey => survey.Pods)),
        Findings =
        [
            .. Checks.SelectMany(check => check(state)).OrderBy(finding => finding.Kind.Severity).Select(Report),
        ],
        NotChecked = state.UnreadableParts,
    };

    private static FindingReport Report(Finding finding) =>
        new(finding.Kind.Code, finding.Kind.Severity.ToString().ToLowerInvariant(), finding.Problem, finding.Fix);
}

/// <summary>A finding of a report.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Severity">The severity: error, warning or note.</param>
/// <param name="Problem">The problem, a single sentence.</param>
/// <param name="Fix">How to fix the problem, a single sentence.</param>
internal sealed record FindingReport(string Code, string Severity, string Problem, string Fix);

/// <summary>The JSON serializer of <c>check</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
