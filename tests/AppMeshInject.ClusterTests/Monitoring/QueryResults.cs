using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Reads the series in a response of the Prometheus API.</summary>
internal static class QueryResults
{
    /// <summary>Returns whether any series has a value other than NaN, which is the quotient of zeros.</summary>
    public static bool HaveValues(JsonArray series) => series.Any(one => GetValues(one!).Any(value => value != "NaN"));

    /// <summary>Returns the values of a range query, or the single value of an instant query.</summary>
    public static IEnumerable<string> GetValues(JsonNode series) => series["values"] is JsonArray values
        ? values.Select(value => (string)value![1]!)
        : [(string)series["value"]![1]!];
}
