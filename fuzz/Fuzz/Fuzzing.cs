using System.Diagnostics;
using System.Security.Cryptography;

namespace AppMeshInject.Fuzz;

/// <summary>Gives the targets inputs without end, and keeps those that take a way which none took before.</summary>
internal static class Fuzzing
{
    // Far beyond what any input so short may cost, on a machine however busy.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    /// <returns>0 where nothing was found, else 1.</returns>
    public static int Run(FuzzOptions options, Coverage coverage)
    {
        var findings = options.Targets.Sum(target => Run(target, options, coverage));
        return findings == 0 ? 0 : 1;
    }

    private static int Run(FuzzTarget target, FuzzOptions options, Coverage coverage)
    {
        var clock = Stopwatch.StartNew();
        var mutator = new Mutator(options.Seed, target.Words);
        var findings = new HashSet<string>();
        var inputs = new List<byte[]>();
        long lastFinding = 0;
        var slowest = TimeSpan.Zero;
        var (before, seeds) = (coverage.Count, new Queue<byte[]>(Directory.EnumerateFiles(Path.Combine(options.Corpus, target.Name)).Order().Select(File.ReadAllBytes)));
        for (long execution = 1; execution <= options.Executions; execution++)
        {
            var isSeed = seeds.TryDequeue(out var input);
            input ??= mutator.Mutate(mutator.Pick(inputs), mutator.Pick(inputs));
            coverage.Clear();
            var started = Stopwatch.GetTimestamp();
            if (FindingOf(target, input) is { } finding && findings.Add(finding))
            {
                lastFinding = execution;
                Save(target, finding, input, options);
            }

            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            if (coverage.IsNew() || isSeed)
            {
                inputs.Add(input);
            }
        }

        Console.WriteLine(
            $"{target.Name}: {options.Executions} executions in {clock.Elapsed.TotalSeconds:F0} s, {coverage.Count - before} more branches taken, "
            + $"{inputs.Count} inputs kept, the slowest took {slowest.TotalMilliseconds:F0} ms, {findings.Count} findings{(findings.Count > 0 ? $", the last at execution {lastFinding}" : "")}");
        return findings.Count;
    }

    // Inputs that throw the same at the same place are one finding.
    private static string? FindingOf(FuzzTarget target, byte[] input)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            target.Run(input);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}{exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AppMeshInject", StringComparison.Ordinal))}: {exception.Message}";
        }

        return Stopwatch.GetElapsedTime(started) < Hang ? null : "it takes too long";
    }

    private static void Save(FuzzTarget target, string finding, byte[] input, FuzzOptions options)
    {
        var file = Path.Combine(options.Findings, $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}");
        Directory.CreateDirectory(options.Findings);
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{target.Name}: {finding.Trim()}\n  {file}");
    }
}
