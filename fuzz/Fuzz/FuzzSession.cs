namespace AppMeshInject.Fuzz;

/// <summary>Fuzzes the selected targets one after the other.</summary>
internal static class FuzzSession
{
    /// <returns>The exit code: 0 if there are no findings, 1 otherwise.</returns>
    public static int Run(FuzzOptions options, Coverage coverage)
    {
        Directory.CreateDirectory(options.Findings);
        var findings = 0;
        foreach (var target in options.Targets)
        {
            using var fuzzer = new TargetFuzzer(target, options, coverage);
            findings += fuzzer.Run();
        }

        return findings == 0 ? 0 : 1;
    }
}
