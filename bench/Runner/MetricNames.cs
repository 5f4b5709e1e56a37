namespace AppMeshInject.Bench;

/// <summary>The names of the metrics in the report, with their units.</summary>
internal static class MetricNames
{
    /// <summary>User and system CPU time of the server per request.</summary>
    public const string Cpu = "CPU µs";

    /// <summary>Requests per second.</summary>
    public const string Throughput = "requests/s";

    /// <summary>Median latency of the requests sent.</summary>
    public const string P50 = "p50 µs";

    /// <summary>99th percentile of the latency of the requests sent.</summary>
    public const string P99 = "p99 µs";

    /// <summary>99.9th percentile of the latency of the requests sent.</summary>
    public const string P999 = "p99.9 µs";

    /// <summary>99th percentile as wrk reports it, corrected for coordinated omission.</summary>
    public const string WrkP99 = "p99 by wrk µs";

    /// <summary>Failed requests.</summary>
    public const string Failures = "failures";

    /// <summary>Time from the start of the process to its first response over TLS.</summary>
    public const string FirstResponse = "first response ms";

    /// <summary>Resident memory before any load.</summary>
    public const string IdleMemory = "idle MiB";

    /// <summary>Resident memory at the end of a load.</summary>
    public const string LoadedMemory = "loaded MiB";

    /// <summary>Gets the metrics of the cases under load.</summary>
    public static IReadOnlyList<string> UnderLoad { get; } = [Cpu, Throughput, P50, P99, P999, WrkP99, Failures];

    /// <summary>Gets the metrics of the cases start and memory.</summary>
    public static IReadOnlyList<string> OfProcess { get; } = [FirstResponse, IdleMemory, LoadedMemory];
}
