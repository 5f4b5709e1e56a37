using System.Diagnostics;
using System.Text.Json;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>The injector under steady honest load while one fault follows another: nobody is left without an answer, and its memory stays.</summary>
internal sealed class SoakRun(ServerProcess server, SoakFaults faults, SoakOptions options)
{
    private const double MostGrowth = 1.10;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly HonestLoad _load = new(server.Port, options.PerSecond);
    private readonly List<(TimeSpan At, double Mebibytes)> _memory = [];
    private readonly Dictionary<string, int> _done = [];
    private readonly List<string> _problems = [];

    private TimeSpan Length => TimeSpan.FromMinutes(options.Minutes);

    /// <summary>Runs with the arguments of bench/soak.</summary>
    public static async Task<int> RunAsync(string binary, IEnumerable<string> arguments)
    {
        if (SoakOptions.Parse(arguments, out var problem) is not { } options)
        {
            await Console.Error.WriteLineAsync($"bench/soak: {problem}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("appmesh-inject-soak-");
        using var certificate = new TestCertificate(folder.FullName);
        using var server = await ServerProcess.StartAsync(new Contestant("injector", Path.GetFullPath(binary), IsFloor: false), certificate);
        var isHeld = await new SoakRun(server, new SoakFaults(server, certificate, folder.FullName), options).RunAsync();
        folder.Delete(recursive: true);
        return isHeld ? 0 : 1;
    }

    private async Task<bool> RunAsync()
    {
        using var end = new CancellationTokenSource(Length);
        await Task.WhenAll(_load.RunAsync(end.Token), DoFaultsAsync(end.Token), WatchMemoryAsync(end.Token));
        return await ReportAsync();
    }

    private async Task DoFaultsAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var fault in faults.All.TakeWhile(_ => !end.IsCancellationRequested))
            {
                try
                {
                    await fault.RunAsync();
                    _done[fault.Name] = _done.GetValueOrDefault(fault.Name) + 1;
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
        for (var told = 0; !end.IsCancellationRequested && server.IsRunning; await Task.Delay(Between, CancellationToken.None))
        {
            var at = Stopwatch.GetElapsedTime(_start);
            _memory.Add((at, server.Resident));
            if ((int)at.TotalMinutes > told)
            {
                told = (int)at.TotalMinutes;
                Console.WriteLine($"{told} min: {_memory[^1].Mebibytes:F1} MiB, {Answers()}");
            }
        }
    }

    private async Task<bool> ReportAsync()
    {
        // Each over a time in which every fault has its turn.
        var (early, late) = (MedianFrom(Length / 6), MedianFrom(Length - Window));
        var isHeld = server.IsRunning && _load.NotAnswered == 0 && _problems.Count == 0 && late <= early * MostGrowth;
        Console.WriteLine(
            $"{(isHeld ? "held" : "not held")}: {options.Minutes} min, {Answers()}, {_done.Values.Sum()} faults of {_done.Count} kinds; "
            + $"{(server.IsRunning ? "it runs on" : "it ended")}; memory {early:F1} MiB after {(Length / 6).TotalMinutes:F1} min, {late:F1} at the end "
            + $"({(late / early) - 1:+0.0 %;-0.0 %}), at most {_memory.Max(sample => sample.Mebibytes):F1}");
        _problems.Distinct().ToList().ForEach(Console.WriteLine);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
        await File.WriteAllTextAsync(options.Json, JsonSerializer.Serialize(
            new
            {
                options.Minutes,
                options.PerSecond,
                isHeld,
                _load.AnsweredAtFirst,
                _load.AnsweredAtLast,
                _load.NotAnswered,
                faults = _done,
                problems = _problems,
                memory = _memory.Select(sample => new { seconds = (int)sample.At.TotalSeconds, mebibytes = Math.Round(sample.Mebibytes, 1) }),
            },
            Indented));
        return isHeld;
    }

    private string Answers() => $"{_load.AnsweredAtFirst} honest reviews answered at the first try, {_load.AnsweredAtLast} later, {_load.NotAnswered} not";

    private double MedianFrom(TimeSpan start)
    {
        var samples = _memory.Where(sample => sample.At >= start && sample.At < start + Window).Select(sample => sample.Mebibytes).Order().ToList();
        return samples.Count > 0 ? samples[samples.Count / 2] : double.NaN;
    }
}
