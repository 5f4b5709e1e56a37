using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// The configuration of a Prometheus that the Prometheus operator makes of a PodMonitor
/// (<see href="https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go"/>), so that series have
/// the labels that they have with the operator; but for where it finds and asks the pods, which is by way of the API server.
/// </summary>
internal static class ScrapeConfiguration
{
    /// <param name="monitor">The PodMonitor.</param>
    /// <param name="door">The address by which the cluster is reached, without a scheme.</param>
    /// <param name="interval">How often the pods are asked, and the alerts.</param>
    /// <param name="rulesFile">The file of the alerts.</param>
    public static JsonObject Of(JsonNode monitor, string door, TimeSpan interval, string rulesFile)
    {
        // What else a PodMonitor may say would have to be in the configuration too.
        Assert.Equal(["selector", "podMetricsEndpoints"], Names(monitor["spec"]!));
        Assert.Equal(["matchLabels"], Names(monitor["spec"]!["selector"]!));
        var endpoint = Assert.Single(monitor["spec"]!["podMetricsEndpoints"]!.AsArray())!;
        Assert.Equal(["port"], Names(endpoint));

        return new JsonObject
        {
            ["global"] = new JsonObject { ["scrape_interval"] = $"{interval.TotalSeconds}s", ["evaluation_interval"] = $"{interval.TotalSeconds}s" },
            ["rule_files"] = new JsonArray(rulesFile),
            ["scrape_configs"] = new JsonArray(new JsonObject
            {
                ["job_name"] = $"podMonitor/{monitor["metadata"]!["namespace"]}/{monitor["metadata"]!["name"]}/0",
                ["http_sd_configs"] = new JsonArray(new JsonObject { ["url"] = $"http://{door}{ClusterDoor.TargetsPath}", ["refresh_interval"] = "1s" }),
                ["relabel_configs"] = new JsonArray([.. OfOperator(monitor, (string)endpoint["port"]!), .. ByWayOf(door)]),
            }),
        };
    }

    private static IEnumerable<JsonNode> OfOperator(JsonNode monitor, string port) =>
    [
        new JsonObject { ["action"] = "drop", ["source_labels"] = Meta("pod_phase"), ["regex"] = "(Failed|Succeeded)" },
        .. monitor["spec"]!["selector"]!["matchLabels"]!.AsObject().Select(wanted => (JsonNode)new JsonObject
        {
            ["action"] = "keep",
            ["source_labels"] = Meta($"pod_label_{PodTargets.LabelName(wanted.Key)}", $"pod_labelpresent_{PodTargets.LabelName(wanted.Key)}"),
            ["regex"] = $"({wanted.Value});true",
        }),
        new JsonObject { ["action"] = "keep", ["source_labels"] = Meta("pod_container_port_name"), ["regex"] = port },
        new JsonObject { ["source_labels"] = Meta("namespace"), ["target_label"] = "namespace" },
        new JsonObject { ["source_labels"] = Meta("pod_container_name"), ["target_label"] = "container" },
        new JsonObject { ["source_labels"] = Meta("pod_name"), ["target_label"] = "pod" },
        new JsonObject { ["target_label"] = "job", ["replacement"] = $"{monitor["metadata"]!["namespace"]}/{monitor["metadata"]!["name"]}" },
        new JsonObject { ["target_label"] = "endpoint", ["replacement"] = port },
    ];

    // The label that says whom Prometheus asked stays the pod's own address.
    private static IEnumerable<JsonNode> ByWayOf(string door) =>
    [
        new JsonObject { ["source_labels"] = new JsonArray("__address__"), ["target_label"] = "instance" },
        new JsonObject
        {
            ["source_labels"] = new JsonArray([.. Meta("namespace", "pod_name", "pod_container_port_number").Select(label => label!.DeepClone()), "__metrics_path__"]),
            ["regex"] = "(.+);(.+);(.+);(.+)",
            ["target_label"] = "__metrics_path__",
            ["replacement"] = "/api/v1/namespaces/$1/pods/$2:$3/proxy$4",
        },
        new JsonObject { ["target_label"] = "__address__", ["replacement"] = door },
    ];

    private static JsonArray Meta(params string[] labels) => [.. labels.Select(label => (JsonNode)$"__meta_kubernetes_{label}")];

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(property => property.Key);
}
