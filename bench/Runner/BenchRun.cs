using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>Measures the servers in turns, so that other load on the machine affects all of them equally.</summary>
internal sealed class BenchRun(BenchOptions options) : IDisposable
{
    private const int StartsPerAlternation = 5;
    private const int ConnectionsForMemory = 16;
    private const int MemoryLoadFactor = 12;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);

    // More than wrk opens. An environment variable, because older binaries reject an unknown flag, but not a variable.
    private static readonly (string Name, string Value) MaxConnections = ("APPMESH_INJECT_MAX_CONNECTIONS", "1000");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-bench-");
    private readonly List<Sample> _samples = [];
    private TestCertificate? _certificate;

    private TestCertificate Certificate => _certificate ??= new TestCertificate(_folder.FullName);

    /// <summary>Measures all selected cases.</summary>
    public async Task<IReadOnlyList<Sample>> RunAsync()
    {
        // The first request of this client is slow (JIT compilation), so it must not be part of a measured start.
        using (await ServerProcess.StartAsync(options.Servers[0], Certificate))
        {
        }

        foreach (var review in ReviewCases.UnderLoad.Where(review => options.Includes(review.Name)))
        {
            foreach (var connections in options.Connections)
            {
                Log($"{review.Name}, connections: {connections}");
                await AlternateAsync(
                    options.Alternations,
                    (process, server) => MeasureLoadAsync(review, connections, process, server));
            }
        }

        if (options.Includes(ReviewCases.Start))
        {
            Log(ReviewCases.Start);
            await AlternateAsync(StartsPerAlternation * options.Alternations, MeasureStartAsync);
        }

        if (options.Includes(ReviewCases.Memory))
        {
            Log(ReviewCases.Memory);
            await AlternateAsync(options.Alternations, MeasureMemoryAsync);
        }

        return _samples;
    }

    public void Dispose()
    {
        _certificate?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Log(string name) => Console.Error.WriteLine($"==> measuring {name}");

    private async Task AlternateAsync(int alternations, Func<ServerProcess, BenchServer, Task> measure)
    {
        for (var alternation = 0; alternation < alternations; alternation++)
        {
            foreach (var server in options.Servers)
            {
                using var process = await ServerProcess.StartAsync(server, Certificate, MaxConnections);
                await measure(process, server);
            }
        }
    }

    private async Task MeasureLoadAsync(ReviewCase review, int connections, ServerProcess process, BenchServer server)
    {
        await RunLoadAsync(review, connections, process, WarmUp);
        var before = process.Cpu;
        var load = await RunLoadAsync(review, connections, process, TimeSpan.FromSeconds(options.Seconds));
        Add(MetricNames.Cpu, (process.Cpu - before).TotalMicroseconds / load.Requests);
        Add(MetricNames.Throughput, load.Requests / load.Time.TotalSeconds);
        Add(MetricNames.P50, load.Latencies.GetPercentile(0.5));
        Add(MetricNames.P99, load.Latencies.GetPercentile(0.99));
        Add(MetricNames.P999, load.Latencies.GetPercentile(0.999));
        Add(MetricNames.WrkP99, load.Latencies.GetCorrectedPercentile(0.99));
        Add(MetricNames.Failures, load.Failures);

        void Add(string metric, double value) => AddSample(review.Name, connections, server, metric, value);
    }

    private Task MeasureStartAsync(ServerProcess process, BenchServer server)
    {
        var time = process.TimeToFirstResponse.TotalMilliseconds;
        AddSample(ReviewCases.Start, 1, server, MetricNames.FirstResponse, time);
        return Task.CompletedTask;
    }

    private async Task MeasureMemoryAsync(ServerProcess process, BenchServer server)
    {
        await Task.Delay(IdleTime);
        AddSample(ReviewCases.Memory, ConnectionsForMemory, server, MetricNames.IdleMemory, process.ResidentMemory);
        var time = TimeSpan.FromSeconds(MemoryLoadFactor * options.Seconds);
        await RunLoadAsync(ReviewCases.SmallPod, ConnectionsForMemory, process, time);
        AddSample(ReviewCases.Memory, ConnectionsForMemory, server, MetricNames.LoadedMemory, process.ResidentMemory);
    }

    private Task<LoadResult> RunLoadAsync(ReviewCase review, int connections, ServerProcess process, TimeSpan time) =>
        LoadGenerator.RunAsync(review, process.Port, connections, time, _folder.FullName);

    private void AddSample(string name, int connections, BenchServer server, string metric, double value) =>
        _samples.Add(new Sample(name, connections, server.Name, metric, value));
}
