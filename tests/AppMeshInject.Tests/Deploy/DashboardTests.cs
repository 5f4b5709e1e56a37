using System.Text.Json.Nodes;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests that each dashboard panel has a valid query of existing metrics.</summary>
public sealed class DashboardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Dashboard_has_the_label_for_Grafana() =>
        Assert.Equal("1", Map()["metadata"]!["labels"]!.Text("grafana_dashboard"));

    [Fact]
    public void Each_panel_has_a_unique_title_a_description_and_a_query()
    {
        Assert.Distinct(Panels().Select(panel => panel.Text("title")));
        Assert.Distinct(Panels().Select(panel => panel["id"]!.ToString()));
        Assert.All(Panels(), panel => Assert.NotEmpty(panel.Text("description")!));
        Assert.All(Panels(), panel => Assert.NotEmpty(GetQueries(panel)));
    }

    [Fact]
    public void Panels_do_not_overlap()
    {
        var cells = Panels().Select(panel => panel["gridPos"]!).SelectMany(place =>
            from x in Enumerable.Range(
                Number(place, "x"), Number(place, "w"))
            from y in Enumerable.Range(Number(place, "y"),
                Number(place, "h"))
            select (x, y));

        Assert.Distinct(cells);
    }

    [Fact]
    public void Each_query_is_valid_PromQL()
    {
        var rules = new JsonArray(
            [.. Panels().SelectMany(GetQueries).Select(
                (query, i) => (JsonNode)new JsonObject { ["record"] = $"panel:query:{i}", ["expr"] = query })]);
        var path = Path.Combine(_folder.FullName, "queries.yaml");
        File.WriteAllText(
            path,
            new JsonObject
            {
                ["groups"] = new JsonArray(
                new JsonObject { ["name"] = "dashboard", ["rules"] = rules })
            }.ToJsonString());

        Promtool.AssertAccepts(["check", "rules", path]);
    }

    [Fact]
    public async Task Each_query_uses_existing_metrics() =>
        await KnownMetrics.AssertAsync(Panels().SelectMany(GetQueries));

    private static JsonNode Map() =>
        Kustomize.RenderComponent("prometheus").OfKind("ConfigMap").Single(
            map => map.Name() == "aws-app-mesh-inject-dashboard");

    private static IEnumerable<JsonNode> Panels() =>
        JsonNode.Parse(Map()["data"]!.Text("aws-app-mesh-inject.json")!)!["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<string> GetQueries(JsonNode panel) =>
        panel["targets"]!.AsArray().Select(
            target => target!.Text("expr")!.Replace("$__rate_interval", "5m", StringComparison.Ordinal));

    private static int Number(JsonNode place, string name) => place[name]!.GetValue<int>();
}
