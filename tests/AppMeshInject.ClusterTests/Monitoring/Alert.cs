namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>An alert, whose query has an answer only while it is to fire.</summary>
internal sealed record Alert(string Name, string Query)
{
    private static readonly string[] Comparisons = [" < ", " > "];

    /// <summary>What is compared with the limit of the alert, which has an answer also while all is well.</summary>
    public string QueryWithoutLimit => Query[..Query.IndexOf(Assert.Single(Comparisons, Query.Contains), StringComparison.Ordinal)];
}
