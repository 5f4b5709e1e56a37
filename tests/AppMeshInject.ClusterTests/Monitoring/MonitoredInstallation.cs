using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Processes;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>An installation that a Prometheus watches, with what that saw in a while; nothing where there is no Prometheus.</summary>
public sealed class MonitoredInstallation(Cluster cluster) : MeshedNamespace(cluster)
{
    // What tests/dashboard-picture draws.
    private const string AnswersFile = "artifacts/dashboard/answers.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-prometheus-");
    private ClusterDoor? _door;

    internal PrometheusServer? Prometheus { get; private set; }

    internal WatchedDay? Day { get; private set; }

    /// <summary>Whom the Prometheus asked.</summary>
    internal JsonArray Targets { get; private set; } = [];

    /// <summary>What it said to each query of each panel.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<JsonArray>> Panels { get; private set; } = new Dictionary<string, IReadOnlyList<JsonArray>>();

    public override async ValueTask InitializeAsync()
    {
        var (doorPort, port) = (FreePorts.Take(), FreePorts.Take());
        _door = new ClusterDoor(Cluster, doorPort);
        var rules = Path.Combine(_folder.FullName, "rules.yml");
        await File.WriteAllTextAsync(rules, Component.Rules.ToJsonString());
        Prometheus = PrometheusServer.Start(_folder.FullName, ScrapeConfiguration.Of(Component.PodMonitor, _door.Address, Effort.ScrapeInterval, rules), port);
        if (Prometheus is not null)
        {
            await base.InitializeAsync();
            await WatchAsync(Prometheus);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Prometheus is not null)
        {
            await Prometheus.DisposeAsync();
            await base.DisposeAsync();
            await Cluster.Injector.RemoveAsync();
        }

        await (_door?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task WatchAsync(PrometheusServer prometheus)
    {
        Targets = await prometheus.WaitForAsync("every replica, and no other that came before it, to be asked", async () =>
        {
            var targets = await prometheus.TargetsAsync();
            var asked = targets.Where(target => (string)target!["health"]! == "up").Select(target => (string)target!["labels"]!["pod"]!);
            return (await Replicas.ListAsync(Cluster)).Select(replica => replica.Name()).ToHashSet().SetEquals(asked) ? targets : null;
        });

        var from = TimeProvider.System.GetUtcNow();
        Day = new WatchedDay(this, prometheus);
        await Day.RunAsync();
        await KeepAnswersAsync(prometheus, new GrafanaTime(from, TimeProvider.System.GetUtcNow(), Effort.ScrapeInterval));
        await Day.EndAsync();
    }

    private async Task KeepAnswersAsync(PrometheusServer prometheus, GrafanaTime time)
    {
        var panels = new Dictionary<string, IReadOnlyList<JsonArray>>();
        foreach (var panel in Component.Panels)
        {
            panels[panel.Title] = await Task.WhenAll(panel.Queries.Select(query => prometheus.QueryAsync(query, time)));
        }

        Panels = panels;
        var file = Path.Combine(CaseFolders.Root(), AnswersFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, new JsonObject
        {
            ["server"] = Cluster.Version.ToString(),
            ["from"] = time.From.ToUnixTimeSeconds(),
            ["to"] = time.To.ToUnixTimeSeconds(),
            ["step"] = time.Interval.TotalSeconds,
            ["panels"] = new JsonArray([.. Component.Panels.Select(panel => new JsonObject
            {
                ["panel"] = panel.Definition.DeepClone(),
                ["answers"] = new JsonArray([.. panels[panel.Title].Select(answer => answer.DeepClone())]),
            })]),
        }.ToJsonString());
    }
}
