using System.Text.Json.Serialization;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>What <c>check</c> tells.</summary>
internal sealed record CheckReport
{
    /// <summary>The context that was asked.</summary>
    public required string Context { get; init; }

    /// <summary>The injector's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>What was looked at.</summary>
    public required CheckedReport Checked { get; init; }

    /// <summary>What was found, the worst first.</summary>
    public required IReadOnlyList<FindingReport> Findings { get; init; }

    /// <summary>What could not be looked at.</summary>
    public required IReadOnlyList<string> NotChecked { get; init; }

    /// <summary>Whether something is to be mended.</summary>
    [JsonIgnore]
    public bool HasFindings => Findings.Any(finding => finding.Severity != "note");

    /// <summary>Judges an installation.</summary>
    public static CheckReport Of(string context, InstallationState state)
    {
        Func<InstallationState, IEnumerable<Finding>>[] checks =
            [WebhookChecks.Of, DryRunChecks.Of, ReplicaChecks.Of, SettingsChecks.Of, NamespaceChecks.Of, PodChecks.Of];
        return new CheckReport
        {
            Context = context,
            Namespace = state.InjectorNamespace,
            Checked = new CheckedReport(
                state.LiveReplicas.Count,
                [.. state.LiveReplicas.Select(pod => pod.Spec?.InjectorContainer?.Image).OfType<string>().Distinct()],
                state.Trial?.Status?.Version,
                state.Trial?.Status?.Settings ?? state.Settings.Object?.Usable?.Hash,
                state.Trial?.Namespace,
                [.. state.Surveys.Select(survey => survey.Namespace)],
                state.Surveys.Sum(survey => survey.Pods)),
            Findings =
            [
                .. checks.SelectMany(check => check(state))
                    .OrderBy(finding => finding.Kind.Severity)
                    .Select(finding => new FindingReport(finding.Kind.Code, finding.Kind.Severity.ToString().ToLowerInvariant(), finding.Wrong, finding.Mend)),
            ],
            NotChecked = state.NotReadable,
        };
    }
}

/// <summary>What was looked at.</summary>
/// <param name="Replicas">How many replicas there are.</param>
/// <param name="Images">Their images.</param>
/// <param name="Version">The version that answered the trial.</param>
/// <param name="Settings">The hash of the settings in effect.</param>
/// <param name="TriedIn">The namespace of the trial.</param>
/// <param name="Namespaces">The namespaces that are part of the mesh.</param>
/// <param name="Pods">How many pods run there.</param>
internal sealed record CheckedReport(
    int Replicas, IReadOnlyList<string> Images, string? Version, string? Settings, string? TriedIn, IReadOnlyList<string> Namespaces, int Pods);

/// <summary>A finding.</summary>
internal sealed record FindingReport(string Code, string Severity, string Wrong, string Mend);

/// <summary>The JSON of <c>check</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
