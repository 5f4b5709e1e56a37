using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AppMeshInject.DashboardPicture;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests that the picture matches the dashboard, and how it is drawn.</summary>
public sealed class DashboardPictureTests
{
    private const string Chart = """
        {
          "title": "Admissions",
          "description": "d",
          "type": "timeseries",
          "gridPos": { "x": 0, "y": 0, "w": 12, "h": 8 },
          "fieldConfig": { "defaults": { "unit": "reqps" } },
          "targets": [{ "legendFormat": "{{reason}} pods" }]
        }
        """;

    private const string Stat = """
        {
          "title": "Ready",
          "description": "d",
          "type": "stat",
          "gridPos": { "x": 0, "y": 0, "w": 4, "h": 4 },
          "fieldConfig": {
            "defaults": {
              "unit": "none",
              "thresholds": { "steps": [{ "color": "red", "value": null }, { "color": "green", "value": 2 }] }
            }
          },
          "targets": [{ "legendFormat": "ready" }]
        }
        """;

    [Fact]
    public void Documented_picture_shows_each_panel_of_the_dashboard()
    {
        var picture = XElement.Load(Path.Combine(CaseFolders.Root(), "docs/dashboard.svg"));
        var dashboard = JsonNode.Parse(
            File.ReadAllText(
                Path.Combine(CaseFolders.Root(), "deploy/kustomize/components/prometheus/dashboard.json")))!;

        Assert.Equal(dashboard["panels"]!.AsArray().Select(panel => panel!.Text("title")), Texts(picture, "title"));
        Assert.Contains(
            "Drawn by tests/dashboard-picture from the panels' own queries", Texts(picture, "caption").First(),
            StringComparison.Ordinal);
        Assert.Contains("not a screenshot of Grafana", Texts(picture, "caption").First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Chart)]
    [InlineData(Stat)]
    public void Panel_without_data_is_labelled(string panel)
    {
        Assert.Contains("no data", Texts(Draw(panel, "[]"), "caption middle"));
        Assert.Contains(
            "no data", Texts(Draw(panel, """[{ "metric": {}, "values": [[0, "NaN"]] }]"""), "caption middle"));
    }

    [Fact]
    public void Series_is_named_by_its_label_and_a_constant_zero_is_only_listed()
    {
        var picture = Draw(Chart, """
            [
              { "metric": { "reason": "Zero" }, "values": [[0, "0"], [5, "0"]] },
              { "metric": { "reason": "<Some>" }, "values": [[0, "0"], [5, "2.5"]] }
            ]
            """);

        Assert.Equal(["<Some> pods", "always 0: Zero pods"], Texts(picture, "legend"));
        Assert.Single(Lines(picture));
    }

    [Fact]
    public void Panel_with_only_zero_series_draws_all()
    {
        const string Zero = """{ "metric": {}, "values": [[0, "0"]] }""";

        Assert.Equal(2, Lines(Draw(Chart, $"[{Zero}, {Zero}]")).Count());
    }

    [Fact]
    public void Line_has_gaps_for_missing_values()
    {
        var picture = Draw(
            Chart, """[{ "metric": {}, "values": [[0, "1"], [5, "1"], [10, "NaN"], [15, "1"], [20, "1"]] }]""");

        Assert.Equal(2, Assert.Single(Lines(picture)).Count(command => command == 'M'));
    }

    [Fact]
    public void Legend_wraps_to_the_next_row()
    {
        var series = Enumerable.Range(0, 40).Select(
            i => $$"""{ "metric": { "reason": "Reason{{i}}" }, "values": [[0, "{{i / 20}}"]] }""");

        var names = Elements(Draw(Chart, $"[{string.Join(',', series)}]"), "legend").ToList();

        Assert.All(names, name => Assert.InRange(Number(name, "x") + Theme.EstimateWidth(name.Value), 0, 600));
        Assert.Distinct(names.Select(name => (Number(name, "x"), Number(name, "y"))));
        Assert.All(
            Enumerable.Range(0, 40), i =>
                Assert.Contains(names, name => name.Value.Contains($"Reason{i} pods", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, "#c4162a")]
    [InlineData(2, "#2b8a3e")]
    public void Number_has_the_color_of_its_threshold(int value, string color)
    {
        var picture = Draw(Stat, $$"""[{ "metric": {}, "values": [[0, "9"], [5, "{{value}}"]] }]""");

        var number = Assert.Single(Elements(picture, "value middle"));

        Assert.Equal(
            (value.ToString(CultureInfo.InvariantCulture), $"fill: {color}"),
            (number.Value, (string?)number.Attribute("style")));
    }

    [Theory]
    [InlineData("none", 3, "3")]
    [InlineData("none", 1234.4, "1234")]
    [InlineData("none", 0.02341, "0.0234")]
    [InlineData("reqps", 2.5, "2.5 req/s")]
    [InlineData("ops", 0, "0 ops/s")]
    [InlineData("bytes", 1536, "1.5 KiB")]
    [InlineData("s", 0.00025, "250 µs")]
    [InlineData("s", 0.004, "4 ms")]
    [InlineData("s", 2591999, "30 d")]
    public void Number_is_formatted_in_its_unit(string unit, double value, string expected) =>
        Assert.Equal(expected, Units.GetScale(unit, value).Format(value));

    [Theory]
    [InlineData("none", 0, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData("none", 10, "0 2 4 6 8 10")]
    [InlineData("none", 11, "0 2.5 5 7.5 10 12.5")]
    [InlineData("bytes", 37748736, "0 10 20 30 40")]
    [InlineData("s", 0.0011, "0 0.25 0.5 0.75 1 1.25")]
    public void Ticks_are_at_round_numbers(string unit, double most, string expected)
    {
        var axis = new ValueAxis(unit, most);

        Assert.Equal(expected, string.Join(' ', axis.Ticks.Select(tick => axis.Scale.Format(tick).Split(' ')[0])));
        Assert.InRange(axis.GetFraction(most), 0, 1);
    }

    private static XElement Draw(string panel, string results) => Picture.Create(Dashboard.Read(JsonNode.Parse($$"""
        {
          "server": "v1.20.2",
          "from": 0,
          "to": 20,
          "step": 5,
          "panels": [{ "panel": {{panel}}, "results": [{{results}}] }]
        }
        """)!));

    private static IEnumerable<XElement> Elements(XElement picture, string style) =>
        picture.Descendants(Svg.Namespace + "text").Where(text => (string?)text.Attribute("class") == style);

    private static IEnumerable<string> Texts(XElement picture, string style) =>
        Elements(picture, style).Select(text => text.Value);

    // Excludes the legend, whose lines are horizontal.
    private static IEnumerable<string> Lines(XElement picture) =>
        picture.Descendants(Svg.Namespace + "path").Select(path => (string)path.Attribute("d")!).Where(
            path => !path.Contains('h', StringComparison.Ordinal));

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
