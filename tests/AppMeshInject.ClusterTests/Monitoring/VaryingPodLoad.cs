using System.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Creates pods in a namespace at a varying rate, all as dry runs.</summary>
internal sealed class VaryingPodLoad(TestNamespace @namespace)
{
    private const double MeanPerSecond = 6;
    private const double Amplitude = 4;
    private const double PeriodSeconds = 90;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets or sets whether the injector rejects every third pod.</summary>
    public bool HasRejections { get; set; }

    /// <summary>Creates pods until an operation completes.</summary>
    public async Task RunAsync(Func<Task> operation)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        var creations = new List<Task>();
        var running = operation();
        for (; !running.IsCompleted; await timer.WaitForNextTickAsync())
        {
            while (creations.Count < GetDueCount(clock.Elapsed.TotalSeconds))
            {
                creations.Add(CreateAsync(creations.Count));
            }
        }

        await Task.WhenAll([.. creations, running]);
    }

    // The integral of a sinusoidal rate: mean + amplitude * sin(2 pi t / period).
    private static double GetDueCount(double seconds)
    {
        var wave = 1 - Math.Cos(Math.Tau * seconds / PeriodSeconds);
        return (MeanPerSecond * seconds) + (Amplitude * PeriodSeconds / Math.Tau * wave);
    }

    private async Task CreateAsync(int number)
    {
        var isRejected = HasRejections && number % 3 == 0;
        var pod = isRejected ? SamplePods.Rejected : SamplePods.Admitted[number % SamplePods.Admitted.Count];
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(
            $"api/v1/namespaces/{@namespace.Name}/pods?dryRun=All", pod);
        Assert.True(isSuccess != isRejected, body);
    }
}
