using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>One thing that was measured of one contestant, once for each alternation.</summary>
internal sealed record Sample(string Case, int Connections, string Contestant, string Figure, double Value);

/// <summary>Measures the contestants in turns, so that what else the machine does meets all of them alike.</summary>
internal sealed class Bench(BenchOptions options) : IDisposable
{
    private const int Starts = 5;
    private const int ConnectionsForMemory = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    // As many as wrk opens. A variable, because a binary from before this setting only warns of it.
    private static readonly (string Name, string Value) EnoughConnections = ("APPMESH_INJECT_MAX_CONNECTIONS", "1000");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-bench-");
    private readonly List<Sample> _samples = [];
    private TestCertificate? _certificate;

    private TestCertificate Certificate => _certificate ??= new TestCertificate(_folder.FullName);

    public async Task<IReadOnlyList<Sample>> RunAsync()
    {
        // The client's own first request is slow.
        using (await ServerProcess.StartAsync(options.Contestants[0], Certificate))
        {
        }

        foreach (var review in ReviewCases.UnderLoad.Where(review => options.Includes(review.Name)))
        {
            foreach (var connections in options.Connections)
            {
                await AlternateAsync(review.Name, connections, (server, contestant) => MeasureAsync(review, connections, server, contestant));
            }
        }

        for (var start = 0; start < Starts && options.Includes(ReviewCases.Start); start++)
        {
            await AlternateAsync(ReviewCases.Start, 1, (server, contestant) =>
            {
                Add(ReviewCases.Start, 1, contestant, Figures.FirstAnswer, server.FirstAnswer.TotalMilliseconds);
                return Task.CompletedTask;
            });
        }

        if (options.Includes(ReviewCases.Memory))
        {
            await AlternateAsync(ReviewCases.Memory, ConnectionsForMemory, MeasureMemoryAsync);
        }

        return _samples;
    }

    public void Dispose()
    {
        _certificate?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AlternateAsync(string name, int connections, Func<ServerProcess, Contestant, Task> measure)
    {
        await Console.Error.WriteLineAsync($"==> {name}, {connections} connections");
        for (var alternation = 0; alternation < options.Alternations; alternation++)
        {
            foreach (var contestant in options.Contestants)
            {
                using var server = await ServerProcess.StartAsync(contestant, Certificate, EnoughConnections);
                await measure(server, contestant);
            }
        }
    }

    private async Task MeasureAsync(ReviewCase review, int connections, ServerProcess server, Contestant contestant)
    {
        await LoadAsync(review, connections, server, WarmUp);
        var before = server.Cpu;
        var load = await LoadAsync(review, connections, server, TimeSpan.FromSeconds(options.Seconds));
        Add(review.Name, connections, contestant, Figures.Cpu, (server.Cpu - before).TotalMicroseconds / load.Requests);
        Add(review.Name, connections, contestant, Figures.Throughput, load.Requests / load.Time.TotalSeconds);
        Add(review.Name, connections, contestant, Figures.P50, load.Latencies.Percentile(0.5));
        Add(review.Name, connections, contestant, Figures.P99, load.Latencies.Percentile(0.99));
        Add(review.Name, connections, contestant, Figures.P999, load.Latencies.Percentile(0.999));
        Add(review.Name, connections, contestant, Figures.CorrectedP99, load.Latencies.CorrectedPercentile(0.99));
        Add(review.Name, connections, contestant, Figures.Failures, load.Failures);
    }

    private async Task MeasureMemoryAsync(ServerProcess server, Contestant contestant)
    {
        await Task.Delay(Idle);
        Add(ReviewCases.Memory, ConnectionsForMemory, contestant, Figures.Idle, server.Resident);
        await LoadAsync(ReviewCases.SmallPod, ConnectionsForMemory, server, TimeSpan.FromSeconds(12 * options.Seconds));
        Add(ReviewCases.Memory, ConnectionsForMemory, contestant, Figures.Loaded, server.Resident);
    }

    private Task<Load> LoadAsync(ReviewCase review, int connections, ServerProcess server, TimeSpan time) =>
        LoadGenerator.RunAsync(review, server.Port, connections, time, _folder.FullName);

    private void Add(string name, int connections, Contestant contestant, string figure, double value) =>
        _samples.Add(new Sample(name, connections, contestant.Name, figure, value));
}
