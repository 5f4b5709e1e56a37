namespace AppMeshInject.Fuzz;

/// <summary>Fuzzes one target after the other.</summary>
internal static class Fuzzing
{
    /// <returns>0 where nothing was found, else 1.</returns>
    public static int Run(FuzzOptions options, Coverage coverage)
    {
        Directory.CreateDirectory(options.Findings);
        var findings = 0;
        foreach (var target in options.Targets)
        {
            using var run = new TargetRun(target, options, coverage);
            findings += run.Run();
        }

        return findings == 0 ? 0 : 1;
    }
}
