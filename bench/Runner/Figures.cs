namespace AppMeshInject.Bench;

/// <summary>What is measured, with its unit, as it stands in the table and in the JSON.</summary>
internal static class Figures
{
    public const string Cpu = "CPU µs";
    public const string Throughput = "per second";
    public const string P50 = "p50 µs";
    public const string P99 = "p99 µs";
    public const string P999 = "p99.9 µs";
    public const string CorrectedP99 = "p99 corrected µs";
    public const string Failures = "failures";
    public const string FirstAnswer = "first answer ms";
    public const string Idle = "idle MiB";
    public const string Loaded = "loaded MiB";

    /// <summary>The figures under load.</summary>
    public static IReadOnlyList<string> UnderLoad { get; } = [Cpu, Throughput, P50, P99, P999, CorrectedP99, Failures];

    /// <summary>The figures of a program at rest.</summary>
    public static IReadOnlyList<string> AtRest { get; } = [FirstAnswer, Idle, Loaded];
}
