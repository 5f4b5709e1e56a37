namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>An alerting rule.</summary>
/// <param name="Name">The name of the alert.</param>
/// <param name="Query">The PromQL expression, whose result is empty unless the alert is to fire.</param>
internal sealed record Alert(string Name, string Query)
{
    private static readonly string[] Comparisons = [" < ", " > "];

    /// <summary>
    /// Gets the expression on the left of the comparison with the threshold. Its result is not empty if there is data.
    /// </summary>
    public string QueryWithoutThreshold =>
        Query[..Query.IndexOf(Assert.Single(Comparisons, Query.Contains), StringComparison.Ordinal)];
}
