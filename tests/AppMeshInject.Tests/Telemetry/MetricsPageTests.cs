using System.Text;
using System.Text.RegularExpressions;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>Tests that docs/metrics.md describes the metrics of the program.</summary>
public sealed partial class MetricsPageTests
{
    // Labels whose values are described instead of listed.
    private static readonly Dictionary<string, string> Described = new()
    {
        ["reason"] = "a [reason code](rules.md)",
        ["version"] = "the version of the injector",
        ["hash"] = "the hash of the settings",
        ["code"] = "an HTTP status code, `none` or `other`",
        ["verb"] = "`GET`, `POST`, `PATCH` or `other`",
    };

    [Fact]
    public async Task Metrics_page_matches_the_metrics_of_the_program()
    {
        await using var built = new BuiltApplication();
        var scrape = await Scrape.CreateAsync(built.App.Services.GetRequiredService<MetricsRegistry>());

        Assert.Null(GoldenFile.Difference("docs/metrics.md", CreatePage(scrape)));
    }

    private static string CreatePage(Scrape scrape)
    {
        var page = new StringBuilder("""
            # Metrics

            <!-- Generated from the program's metrics by the tests: UPDATE_GOLDEN=1 rewrites it. -->

            The injector serves metrics at `/metrics` on port 9090 (`metrics-port`). All series exist from the start,
            except those for calls to the API server. Requests cannot create series: no label contains the name of a
            pod, a workload or a namespace. The component [prometheus](../deploy/kustomize/components/prometheus) has
            alerts and a [dashboard](#dashboard). The [runbook](runbook.md) describes how to respond to the alerts.

            | metric | type | labels | description |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        var metrics = Metric().Matches(scrape.Text);
        foreach (var metric in metrics.OrderBy(match => match.Groups["name"].Value, StringComparer.Ordinal))
        {
            var name = metric.Groups["name"].Value;
            var names = GetLabels(scrape, name).Select(label => $"`{label.Key}`").Distinct().ToList();
            var labels = names.Count > 0 ? string.Join(", ", names) : "–";
            page.Append($"| `{name}` | {metric.Groups["type"].Value} | {labels} | {metric.Groups["help"].Value} |\n");
        }

        page.Append("\n| label | values |\n|---|---|\n");
        var valuesByLabel = scrape.Series
            .SelectMany(ParseLabels)
            .Where(label => label.Key != "le")
            .ToLookup(label => label.Key, label => $"`{label.Value}`");
        foreach (var values in valuesByLabel)
        {
            var description = Described.GetValueOrDefault(values.Key, string.Join(", ", values.Distinct()));
            page.Append($"| `{values.Key}` | {description} |\n");
        }

        page.Append("""

            ## Dashboard

            ![The panels of the dashboard](dashboard.svg)

            The script [tests/dashboard-picture](../tests/dashboard-picture) draws this picture from the queries of the
            panels, on the test cluster. Grafana shows the same series in a different style. Injected pods are usually
            counted twice: after injection, the API server mounts the service account token into the new containers and
            calls the webhook again. The second call counts as `AlreadyInjected`.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> GetLabels(Scrape scrape, string name) =>
        scrape.Series.Where(series => series.StartsWith($"{name}{{", StringComparison.Ordinal)).SelectMany(ParseLabels);

    private static IEnumerable<KeyValuePair<string, string>> ParseLabels(string series) =>
        from label in Label().Matches(series)
        select KeyValuePair.Create(label.Groups["name"].Value, label.Groups["value"].Value);

    [GeneratedRegex("""^# HELP (?<name>\S+) (?<help>.*)\n# TYPE \S+ (?<type>\S+)$""", RegexOptions.Multiline)]
    private static partial Regex Metric();

    [GeneratedRegex("""(?<name>[a-z_]+)="(?<value>[^"]*)" ?""")]
    private static partial Regex Label();
}
