using System.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Asks for pods in a namespace, now more and now fewer, all by dry run.</summary>
internal sealed class PodStream(TestNamespace @namespace)
{
    private const double PerSecond = 6;
    private const double Swing = 4;
    private const double SwingSeconds = 90;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether every third pod is one that is refused.</summary>
    public bool IsInTrouble { get; set; }

    /// <summary>Goes on for as long as something else takes.</summary>
    public async Task RunAsync(Func<Task> meanwhile)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        var creations = new List<Task>();
        var other = meanwhile();
        for (; !other.IsCompleted; await timer.WaitForNextTickAsync())
        {
            while (creations.Count < Due(clock.Elapsed.TotalSeconds))
            {
                creations.Add(CreateAsync(creations.Count));
            }
        }

        await Task.WhenAll([.. creations, other]);
    }

    // How many there are at a rate that swings as a sine does.
    private static double Due(double seconds) =>
        (PerSecond * seconds) + (Swing * SwingSeconds / Math.Tau * (1 - Math.Cos(Math.Tau * seconds / SwingSeconds)));

    private async Task CreateAsync(int number)
    {
        var isRefused = IsInTrouble && number % 3 == 0;
        var pod = isRefused ? SamplePods.Refused : SamplePods.Admitted[number % SamplePods.Admitted.Count];
        var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync($"api/v1/namespaces/{@namespace.Name}/pods?dryRun=All", pod);
        Assert.True(isSuccess != isRefused, body);
    }
}
