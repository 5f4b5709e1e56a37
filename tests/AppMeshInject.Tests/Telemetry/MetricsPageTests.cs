using System.Text;
using System.Text.RegularExpressions;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

public sealed partial class MetricsPageTests
{
    // Of these the values differ from build to build, or there is a page.
    private static readonly Dictionary<string, string> Described = new()
    {
        ["reason"] = "one of [the reasons](rules.md)",
        ["version"] = "the version of the program",
        ["hash"] = "the hash of the settings",
        ["code"] = "a status of HTTP, `none`, or `other`",
        ["verb"] = "`GET`, `POST`, `PATCH`, or `other`",
    };

    [Fact]
    public async Task The_page_of_metrics_is_that_of_the_program()
    {
        await using var built = new BuiltApplication();
        var scrape = await Scrape.OfAsync(built.App.Services.GetRequiredService<MetricsRegistry>());

        Assert.Null(GoldenFile.Difference("docs/metrics.md", PageOf(scrape)));
    }

    private static string PageOf(Scrape scrape)
    {
        var page = new StringBuilder("""
            # Metrics

            <!-- Generated from the program's metrics by the tests: UPDATE_GOLDEN=1 rewrites it. -->

            Port 9090 (`metrics-port`) serves them at `/metrics`. Each series but those of calls to the API server is there from
            the start, and none is made by what a request says: no label has the name of a pod, a workload or a namespace.
            [The runbook](runbook.md) says what to do where they look bad, and
            [deploy/kustomize/components/prometheus](../deploy/kustomize/components/prometheus) has alerts and a dashboard of them,
            whose panels look [like this](#the-dashboard).

            | metric | type | labels | what it tells |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (Match metric in Metric().Matches(scrape.Text).OrderBy(match => match.Groups["name"].Value, StringComparer.Ordinal))
        {
            var name = metric.Groups["name"].Value;
            var labels = LabelsOf(scrape, name).Select(label => $"`{label.Key}`").Distinct().ToList();
            page.Append($"| `{name}` | {metric.Groups["type"].Value} | {(labels.Count > 0 ? string.Join(", ", labels) : "–")} | {metric.Groups["help"].Value} |\n");
        }

        page.Append("\n| label | values |\n|---|---|\n");
        foreach (var label in scrape.Series.SelectMany(series => LabelsIn(series)).Where(label => label.Key != "le").ToLookup(label => label.Key, label => $"`{label.Value}`"))
        {
            page.Append($"| `{label.Key}` | {Described.GetValueOrDefault(label.Key, string.Join(", ", label.Distinct()))} |\n");
        }

        page.Append("""

            ## The dashboard

            ![The panels of the dashboard](dashboard.svg)

            Drawn by [tests/dashboard-picture](../tests/dashboard-picture) from the panels' own queries, on the test cluster: Grafana shows
            the same series in its own way. Most pods are seen twice: once they are injected, the API server has the service account
            mounted into their new containers too, and asks again, which counts as `AlreadyInjected`.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> LabelsOf(Scrape scrape, string name) =>
        scrape.Series.Where(series => series.StartsWith(name + "{", StringComparison.Ordinal)).SelectMany(LabelsIn);

    private static IEnumerable<KeyValuePair<string, string>> LabelsIn(string series) =>
        Label().Matches(series).Select(label => KeyValuePair.Create(label.Groups["name"].Value, label.Groups["value"].Value));

    [GeneratedRegex("""^# HELP (?<name>\S+) (?<help>.*)\n# TYPE \S+ (?<type>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Metric();

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>[^"]*)" ?""")]
    private static partial Regex Label();
}
