using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>A panel of the dashboard.</summary>
/// <param name="Definition">The JSON of the panel.</param>
internal sealed record Panel(JsonNode Definition)
{
    public string Title => (string)Definition["title"]!;

    public IEnumerable<string> Queries => Definition["targets"]!.AsArray().Select(target => (string)target!["expr"]!);
}
