using System.Text.RegularExpressions;
using AppMeshInject.Telemetry;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>The metrics of the program.</summary>
internal static partial class KnownMetrics
{
    /// <summary>Asserts that each query uses metrics of the program, and no unknown ones.</summary>
    public static async Task AssertAsync(IEnumerable<string> queries)
    {
        await using var built = new BuiltApplication();
        var scrape = await Scrape.CreateAsync(built.App.Services.GetRequiredService<MetricsRegistry>());
        var known = scrape.Series.Select(series => series.Split('{')[0]).ToHashSet();
        Assert.All(queries, query =>
        {
            var used = Metric().Matches(query).Select(metric => metric.Value).ToList();
            Assert.NotEmpty(used);
            Assert.Subset(known, used.ToHashSet());
        });
    }

    [GeneratedRegex(@"\b(appmesh_inject|process|dotnet)_\w+")]
    private static partial Regex Metric();
}
