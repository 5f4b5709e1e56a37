using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Reads what a Prometheus answers.</summary>
internal static class Answers
{
    /// <summary>Whether any of these series has a value: a quotient of nothing is none.</summary>
    public static bool HaveValues(JsonArray series) => series.Any(one => ValuesOf(one!).Any(value => value != "NaN"));

    /// <summary>The values of a series, or its one value.</summary>
    public static IEnumerable<string> ValuesOf(JsonNode series) =>
        series["values"] is JsonArray values ? values.Select(value => (string)value![1]!) : [(string)series["value"]![1]!];
}
