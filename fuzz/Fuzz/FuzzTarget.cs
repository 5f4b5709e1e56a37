namespace AppMeshInject.Fuzz;

/// <summary>A parser or a pipeline that receives fuzzed input.</summary>
/// <param name="Name">The name, which is also the name of the target's subfolder in the corpus.</param>
/// <param name="Run">
/// Processes one input and returns whether the target accepted it. An exception is a finding.
/// </param>
/// <param name="MaxLength">
/// The maximum length of an input in bytes. Shorter inputs run more often and find as much.
/// </param>
/// <param name="Tokens">The tokens that the mutator inserts into inputs.</param>
internal sealed record FuzzTarget(string Name, Func<byte[], bool> Run, int MaxLength, IReadOnlyList<byte[]> Tokens)
{
    /// <summary>Gets all targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("review", ReviewTargets.RunReview, 4096, FuzzTokens.Review),
        new("annotations", ReviewTargets.RunAnnotations, 768, FuzzTokens.Annotations),
        new("settings", SettingsTarget.Run, 512, FuzzTokens.Settings),
        new("yaml", ManifestTarget.Run, 2048, FuzzTokens.Yaml),
    ];
}
