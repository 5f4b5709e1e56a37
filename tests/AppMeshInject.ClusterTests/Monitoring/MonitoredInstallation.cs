using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Processes;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// An installation that a Prometheus scrapes during a <see cref="MonitoredScenario"/>. Does nothing where Prometheus is
/// not installed.
/// </summary>
public sealed class MonitoredInstallation(Cluster cluster) : MeshedNamespace(cluster)
{
    // The input of tests/dashboard-picture.
    private const string ResultsFile = "artifacts/dashboard/results.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-prometheus-");
    private ClusterProxy? _proxy;

    internal PrometheusServer? Prometheus { get; private set; }

    internal MonitoredScenario? Scenario { get; private set; }

    /// <summary>Gets the active targets of Prometheus.</summary>
    internal JsonArray Targets { get; private set; } = [];

    /// <summary>Gets the result of each query of a panel, by the title of the panel.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<JsonArray>> Panels { get; private set; } =
        new Dictionary<string, IReadOnlyList<JsonArray>>();

    public override async ValueTask InitializeAsync()
    {
        Prometheus = await StartPrometheusAsync();
        if (Prometheus is not null)
        {
            await base.InitializeAsync();
            await MonitorAsync(Prometheus);
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

        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<PrometheusServer?> StartPrometheusAsync()
    {
        var (proxyPort, port) = (FreePorts.Take(), FreePorts.Take());
        _proxy = new ClusterProxy(Cluster, proxyPort);
        var rules = Path.Combine(_folder.FullName, "rules.yml");
        await File.WriteAllTextAsync(rules, PrometheusComponent.Rules.ToJsonString());
        var configuration = ScrapeConfiguration.Create(
            PrometheusComponent.PodMonitor, _proxy.Address, TestScale.ScrapeInterval, rules);
        return PrometheusServer.Start(_folder.FullName, configuration, port);
    }

    private async Task MonitorAsync(PrometheusServer prometheus)
    {
        Targets = await prometheus.WaitForAsync("successful scrapes of exactly the current replicas", async () =>
        {
            var targets = await prometheus.GetTargetsAsync();
            var scraped = targets.Where(target => (string)target!["health"]! == "up")
                .Select(target => (string)target!["labels"]!["pod"]!);
            var replicas = (await Replicas.ListAsync(Cluster)).Select(replica => replica.Name());
            return replicas.ToHashSet().SetEquals(scraped) ? targets : null;
        });

        var from = TimeProvider.System.GetUtcNow();
        Scenario = new MonitoredScenario(this, prometheus);
        await Scenario.RunAsync();
        var range = new DashboardTimeRange(from, TimeProvider.System.GetUtcNow(), TestScale.ScrapeInterval);
        await QueryPanelsAsync(prometheus, range);
        await Scenario.RemoveReplicasAsync();
    }

    private async Task QueryPanelsAsync(PrometheusServer prometheus, DashboardTimeRange range)
    {
        var panels = new Dictionary<string, IReadOnlyList<JsonArray>>();
        foreach (var panel in PrometheusComponent.Panels)
        {
            panels[panel.Title] =
                await Task.WhenAll(panel.Queries.Select(query => prometheus.QueryAsync(query, range)));
        }

        Panels = panels;
        var file = Path.Combine(CaseFolders.Root(), ResultsFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, CreateResults(range).ToJsonString());
    }

    private JsonObject CreateResults(DashboardTimeRange range) => new()
    {
        ["server"] = Cluster.Version.ToString(),
        ["from"] = range.From.ToUnixTimeSeconds(),
        ["to"] = range.To.ToUnixTimeSeconds(),
        ["step"] = range.Interval.TotalSeconds,
        ["panels"] = new JsonArray([.. PrometheusComponent.Panels.Select(panel => new JsonObject
        {
            ["panel"] = panel.Definition.DeepClone(),
            ["results"] = new JsonArray([.. Panels[panel.Title].Select(result => result.DeepClone())]),
        })]),
    };
}
