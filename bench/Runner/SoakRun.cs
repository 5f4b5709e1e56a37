using System.Diagnostics;
using System.Text.Json;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>
/// Runs the injector under a constant load of legitimate reviews and a sequence of faults. Checks that every review
/// succeeds and that the memory does not grow.
/// </summary>
internal sealed class SoakRun(ServerProcess server, SoakFaults faults, SoakOptions options)
{
    private const double MaxMemoryGrowth = 1.10;

    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);

    // Long enough for a round of all faults.
    private static readonly TimeSpan MemoryWindow = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ReviewLoad _load = new(server.Port, options.ReviewsPerSecond);
    private readonly List<(TimeSpan Time, double Mebibytes)> _memory = [];
    private readonly Dictionary<string, int> _faultCounts = [];
    private readonly List<string> _problems = [];

    private TimeSpan Duration => TimeSpan.FromMinutes(options.Minutes);

    /// <summary>Runs bench/soak.</summary>
    /// <param name="binary">The path of the injector's native binary.</param>
    /// <param name="arguments">The arguments of bench/soak.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string binary, IEnumerable<string> arguments)
    {
        if (SoakOptions.Parse(arguments, out var error) is not { } options)
        {
            await Console.Error.WriteLineAsync($"bench/soak: {error}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("appmesh-inject-soak-");
        using var certificate = new TestCertificate(folder.FullName);
        using var server = await ServerProcess.StartAsync(BenchServer.CreateInjector(binary), certificate);
        var faults = new SoakFaults(server, certificate, folder.FullName);
        var hasPassed = await new SoakRun(server, faults, options).RunAsync();
        folder.Delete(recursive: true);
        return hasPassed ? 0 : 1;
    }

    private async Task<bool> RunAsync()
    {
        using var end = new CancellationTokenSource(Duration);
        await Task.WhenAll(_load.RunAsync(end.Token), RunFaultsAsync(end.Token), WatchMemoryAsync(end.Token));
        return await ReportAsync();
    }

    private async Task RunFaultsAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var fault in faults.All.TakeWhile(_ => !end.IsCancellationRequested))
            {
                try
                {
                    await fault.RunAsync();
                    _faultCounts[fault.Name] = _faultCounts.GetValueOrDefault(fault.Name) + 1;
                }
                catch (Exception exception)
                {
                    _problems.Add($"{fault.Name}: {exception.Message}");
                }
            }
        }
    }

    private async Task WatchMemoryAsync(CancellationToken end)
    {
        var reportedMinutes = 0;
        while (!end.IsCancellationRequested && server.IsRunning)
        {
            var time = Stopwatch.GetElapsedTime(_start);
            _memory.Add((time, server.ResidentMemory));
            if ((int)time.TotalMinutes > reportedMinutes)
            {
                reportedMinutes = (int)time.TotalMinutes;
                Console.WriteLine($"{reportedMinutes} min: memory {_memory[^1].Mebibytes:F1} MiB; {FormatReviews()}");
            }

            await Task.Delay(SampleInterval, CancellationToken.None);
        }
    }

    private async Task<bool> ReportAsync()
    {
        var (earlyTime, lateTime) = (Duration / 6, Duration - MemoryWindow);
        var (early, late) = (GetMedianMemory(earlyTime), GetMedianMemory(lateTime));
        var hasGrown = !(late <= early * MaxMemoryGrowth);
        var hasPassed = server.IsRunning && _load.Failed == 0 && _problems.Count == 0 && !hasGrown;
        Console.WriteLine(
            $"{(hasPassed ? "passed" : "failed")} after {options.Minutes} min: {FormatReviews()}; "
            + $"{_faultCounts.Values.Sum()} faults of {_faultCounts.Count} kinds; "
            + $"the process {(server.IsRunning ? "is running" : "has exited")}; "
            + $"memory {early:F1} MiB after {earlyTime.TotalMinutes:F1} min, {late:F1} MiB at the end "
            + $"({(late / early) - 1:+0.0 %;-0.0 %}), peak {_memory.Max(sample => sample.Mebibytes):F1} MiB");
        _problems.Distinct().ToList().ForEach(Console.WriteLine);
        await WriteJsonAsync(hasPassed);
        return hasPassed;
    }

    private async Task WriteJsonAsync(bool hasPassed)
    {
        var report = new
        {
            options.Minutes,
            options.ReviewsPerSecond,
            Passed = hasPassed,
            _load.SucceededFirst,
            _load.SucceededAfterRetry,
            _load.Failed,
            Faults = _faultCounts,
            Problems = _problems,
            Memory = _memory.Select(sample => new
            {
                Seconds = (int)sample.Time.TotalSeconds,
                Mebibytes = Math.Round(sample.Mebibytes, 1),
            }),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
        await File.WriteAllTextAsync(options.Json, JsonSerializer.Serialize(report, JsonOptions));
    }

    private string FormatReviews() =>
        $"{_load.SucceededFirst} legitimate reviews succeeded at the first attempt, "
        + $"{_load.SucceededAfterRetry} after a retry, {_load.Failed} failed";

    private double GetMedianMemory(TimeSpan windowStart)
    {
        var samples = _memory
            .Where(sample => sample.Time >= windowStart && sample.Time < windowStart + MemoryWindow)
            .Select(sample => sample.Mebibytes)
            .Order()
            .ToList();
        return samples.Count > 0 ? samples[samples.Count / 2] : double.NaN;
    }
}
