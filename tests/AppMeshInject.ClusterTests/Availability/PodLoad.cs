using System.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>
/// Creates pods in a namespace at a steady pace, whether or not those before are done, so that nothing that goes wrong slows down what
/// would show it. Every eighth is stored, and the others are dry runs.
/// </summary>
internal sealed class PodLoad(TestNamespace @namespace)
{
    private const int PerSecond = 25;
    private const int StoredOf = 8;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1) / PerSecond;

    /// <summary>Runs from the first creation on.</summary>
    public Stopwatch Clock { get; } = new();

    /// <summary>Creates so many pods at least, and goes on for as long as something else takes.</summary>
    public async Task<IReadOnlyList<Creation>> RunAsync(int least, Func<Task> meanwhile)
    {
        Clock.Start();
        using var timer = new PeriodicTimer(Tick);
        var creations = new List<Task<Creation>>();
        for (var other = meanwhile(); creations.Count < least || !other.IsCompleted; await timer.WaitForNextTickAsync())
        {
            // By the clock, since a timer loses what it is late.
            while (creations.Count < Clock.Elapsed.TotalSeconds * PerSecond)
            {
                creations.Add(CreateAsync(creations.Count));
            }
        }

        return await Task.WhenAll(creations);
    }

    private async Task<Creation> CreateAsync(int number)
    {
        var pod = $"pod-{number}";
        var path = $"api/v1/namespaces/{@namespace.Name}/pods{(number % StoredOf == 0 ? "" : "?dryRun=All")}";
        var started = Clock.Elapsed;
        try
        {
            var (isSuccess, body) = await @namespace.Cluster.Raw.PostAsync(path, Manifest(pod));
            var ended = Clock.Elapsed;
            return isSuccess
                ? new Creation(pod, started, ended, Failure: null, IsBare: !KubernetesJson.Deserialize<V1Pod>(body).HasEnvoy())
                : new Creation(pod, started, ended, body, IsBare: false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return new Creation(pod, started, Clock.Elapsed, exception.ToString(), IsBare: false);
        }
    }

    // For a scheduler that nobody runs: the node would have more to do with these pods than with all that is tested.
    private static string Manifest(string name) => $$"""
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
