using System.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>
/// Creates pods in a namespace at a fixed rate, independent of the responses, so that a slow response does not hide
/// other failures. Every eighth pod is stored; the others are dry runs.
/// </summary>
internal sealed class PodLoad(TestNamespace @namespace)
{
    private const int PerSecond = 25;
    private const int StoreInterval = 8;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1) / PerSecond;

    /// <summary>Gets the clock of the load, which starts with the first creation.</summary>
    public Stopwatch Clock { get; } = new();

    /// <summary>Creates a minimum number of pods, and continues until an operation completes.</summary>
    /// <param name="minPods">The minimum number of pods.</param>
    /// <param name="operation">The operation that runs during the load.</param>
    public async Task<IReadOnlyList<PodCreation>> RunAsync(int minPods, Func<Task> operation)
    {
        Clock.Start();
        using var timer = new PeriodicTimer(Tick);
        var creations = new List<Task<PodCreation>>();
        var running = operation();
        for (; creations.Count < minPods || !running.IsCompleted; await timer.WaitForNextTickAsync())
        {
            // Count by the clock: a PeriodicTimer does not make up for late ticks.
            while (creations.Count < Clock.Elapsed.TotalSeconds * PerSecond)
            {
                creations.Add(CreateAsync(creations.Count));
            }
        }

        return await Task.WhenAll(creations);
    }

    private async Task<PodCreation> CreateAsync(int number)
    {
        var name = $"pod-{number}";
        var query = number % StoreInterval == 0 ? "" : "?dryRun=All";
        var started = Clock.Elapsed;
        try
        {
            var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(
                $"api/v1/namespaces/{@namespace.Name}/pods{query}", CreateManifest(name));
            var ended = Clock.Elapsed;
            var hasProxy = isSuccess && KubernetesJson.Deserialize<V1Pod>(body).HasEnvoy();
            return new PodCreation(name, started, ended, isSuccess ? null : body, hasProxy);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return new PodCreation(name, started, Clock.Elapsed, exception.ToString(), HasProxy: false);
        }
    }

    // The named scheduler does not exist, so the pods stay pending and cost the node nothing.
    private static string CreateManifest(string name) => $$"""
        {
          "apiVersion": "v1",
          "kind": "Pod",
          "metadata": { "name": "{{name}}" },
          "spec": {
            "schedulerName": "none",
            "containers": [{ "name": "app", "image": "nginx", "ports": [{ "containerPort": 80 }] }]
          }
        }
        """;
}
