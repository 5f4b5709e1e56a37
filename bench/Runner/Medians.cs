namespace AppMeshInject.Bench;

/// <summary>Computes the median of each metric over the alternations.</summary>
internal sealed class Medians(IReadOnlyList<Sample> samples)
{
    /// <summary>Returns the median of a metric, or null if the case was not measured.</summary>
    public double? Get(string name, int connections, BenchServer server, string metric)
    {
        var values = samples
            .Where(sample => sample.Case == name && sample.Connections == connections)
            .Where(sample => sample.Server == server.Name && sample.Metric == metric)
            .Select(sample => sample.Value)
            .Order()
            .ToList();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
