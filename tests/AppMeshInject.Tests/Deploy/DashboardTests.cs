using System.Text.Json.Nodes;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>The dashboard: that each of its panels asks something that Prometheus understands, of metrics that there are.</summary>
public sealed class DashboardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Grafana_finds_it_by_its_label() => Assert.Equal("1", Map()["metadata"]!["labels"]!.Text("grafana_dashboard"));

    [Fact]
    public void Each_panel_has_a_name_of_its_own_says_what_it_shows_and_has_a_query()
    {
        Assert.Distinct(Panels().Select(panel => panel.Text("title")));
        Assert.Distinct(Panels().Select(panel => panel["id"]!.ToString()));
        Assert.All(Panels(), panel => Assert.NotEmpty(panel.Text("description")!));
        Assert.All(Panels(), panel => Assert.NotEmpty(QueriesOf(panel)));
    }

    [Fact]
    public void No_panel_covers_another()
    {
        var cells = Panels().Select(panel => panel["gridPos"]!).SelectMany(place =>
            from x in Enumerable.Range(Number(place, "x"), Number(place, "w")) from y in Enumerable.Range(Number(place, "y"), Number(place, "h")) select (x, y));

        Assert.Distinct(cells);
    }

    [Fact]
    public void Prometheus_understands_each_query()
    {
        var rules = new JsonArray([.. Panels().SelectMany(QueriesOf).Select((query, i) => (JsonNode)new JsonObject { ["record"] = $"panel:query:{i}", ["expr"] = query })]);
        var path = Path.Combine(_folder.FullName, "queries.yaml");
        File.WriteAllText(path, new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["name"] = "dashboard", ["rules"] = rules }) }.ToJsonString());

        Promtool.Accepts(["check", "rules", path]);
    }

    [Fact]
    public async Task Each_query_asks_for_metrics_that_there_are() => await KnownMetrics.AssertAsync(Panels().SelectMany(QueriesOf));

    private static JsonNode Map() => Kustomize.RenderComponent("prometheus").OfKind("ConfigMap").Single(map => map.Name() == "aws-app-mesh-inject-dashboard");

    private static IEnumerable<JsonNode> Panels() =>
        JsonNode.Parse(Map()["data"]!.Text("aws-app-mesh-inject.json")!)!["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<string> QueriesOf(JsonNode panel) =>
        panel["targets"]!.AsArray().Select(target => target!.Text("expr")!.Replace("$__rate_interval", "5m", StringComparison.Ordinal));

    private static int Number(JsonNode place, string name) => place[name]!.GetValue<int>();
}
