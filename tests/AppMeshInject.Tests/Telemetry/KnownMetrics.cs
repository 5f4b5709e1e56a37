using System.Text.RegularExpressions;
using AppMeshInject.Telemetry;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>The metrics that the program has.</summary>
internal static partial class KnownMetrics
{
    /// <summary>Asserts that each of these queries asks for metrics of ours, and for none that there is not.</summary>
    public static async Task AssertAsync(IEnumerable<string> queries)
    {
        await using var built = new BuiltApplication();
        var scrape = await Scrape.OfAsync(built.App.Services.GetRequiredService<MetricsRegistry>());
        var known = scrape.Series.Select(series => series.Split('{')[0]).ToHashSet();
        Assert.All(queries, query =>
        {
            var asked = Metric().Matches(query).Select(metric => metric.Value).ToList();
            Assert.NotEmpty(asked);
            Assert.Subset(known, asked.ToHashSet());
        });
    }

    [GeneratedRegex(@"\b(appmesh_inject|process|dotnet)_\w+")]
    private static partial Regex Metric();
}
