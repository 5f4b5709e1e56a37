using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests that the alert rules are valid, fire on their problem and link to the runbook.</summary>
public sealed partial class AlertTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Alert_rules_pass_promtool() => Promtool.AssertAccepts(["check", "rules", WriteRules()]);

    [Fact]
    public void Each_alert_fires_on_its_problem_and_none_when_healthy()
    {
        WriteRules();
        var tests = Path.Combine(_folder.FullName, "alerts.test.yaml");
        File.Copy(Path.Combine(CaseFolders.Root(), "tests/cases/alerts/alerts.test.yaml"), tests);

        Promtool.AssertAccepts(["test", "rules", tests]);
        Assert.All(
            Rules(), rule =>
                Assert.Contains(
                    $"ALERTS{{alertname=\"{rule.Text("alert")}\", alertstate=\"firing\"", File.ReadAllText(tests),
                    StringComparison.Ordinal));
    }

    [Fact]
    public void Each_alert_links_to_its_runbook_section()
    {
        var sections = Heading().Matches(
            File.ReadAllText(Path.Combine(CaseFolders.Root(), "docs/runbook.md"))).Select(heading =>
                heading.Groups["name"].Value);

        Assert.Equal(sections, Rules().Select(rule => rule.Text("alert")));
        Assert.All(
            Rules(), rule =>
                Assert.EndsWith(
                    $"/docs/runbook.md#{rule.Text("alert")!.ToLowerInvariant()}",
                    rule["annotations"]!.Text("runbook_url"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_alert_queries_existing_metrics() =>
        await KnownMetrics.AssertAsync(Rules().Select(rule => rule.Text("expr")!));

    private static IEnumerable<JsonNode> Rules() =>
        Kustomize.RenderComponent("prometheus").One("PrometheusRule")["spec"]!["groups"]!.AsArray().SelectMany(
            group => group!["rules"]!.AsArray()).Select(rule => rule!);

    // JSON is valid YAML.
    private string WriteRules()
    {
        var path = Path.Combine(_folder.FullName, "alerts.yaml");
        File.WriteAllText(path, Kustomize.RenderComponent("prometheus").One("PrometheusRule")["spec"]!.ToJsonString());
        return path;
    }

    [GeneratedRegex("^## (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
