using System.Text.Json.Nodes;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// Creates the Prometheus configuration that the Prometheus operator derives from a PodMonitor (<see
/// href="https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/promcfg.go"/>), so that
/// series have the same labels. Discovery and scrapes go through <see cref="ClusterProxy"/> instead.
/// </summary>
internal static class ScrapeConfiguration
{
    /// <summary>Creates the configuration.</summary>
    /// <param name="monitor">The PodMonitor.</param>
    /// <param name="proxy">The address and port of the <see cref="ClusterProxy"/>.</param>
    /// <param name="interval">The interval of scrapes and of rule evaluations.</param>
    /// <param name="rulesFile">The path of the rule file.</param>
    public static JsonObject Create(JsonNode monitor, string proxy, TimeSpan interval, string rulesFile)
    {
        // Fail on fields of the PodMonitor that this method does not translate.
        Assert.Equal(["selector", "podMetricsEndpoints"], GetNames(monitor["spec"]!));
        Assert.Equal(["matchLabels"], GetNames(monitor["spec"]!["selector"]!));
        var endpoint = Assert.Single(monitor["spec"]!["podMetricsEndpoints"]!.AsArray())!;
        Assert.Equal(["port"], GetNames(endpoint));

        var seconds = $"{interval.TotalSeconds}s";
        return new JsonObject
        {
            ["global"] = new JsonObject { ["scrape_interval"] = seconds, ["evaluation_interval"] = seconds },
            ["rule_files"] = new JsonArray(rulesFile),
            ["scrape_configs"] = new JsonArray(new JsonObject
            {
                ["job_name"] = $"podMonitor/{GetPath(monitor)}/0",
                ["http_sd_configs"] = new JsonArray(new JsonObject
                {
                    ["url"] = $"http://{proxy}{ClusterProxy.TargetsPath}",
                    ["refresh_interval"] = "1s",
                }),
                ["relabel_configs"] = new JsonArray(
                    [.. CreateOperatorRules(monitor, (string)endpoint["port"]!), .. CreateProxyRules(proxy)]),
            }),
        };
    }

    private static IEnumerable<JsonNode> CreateOperatorRules(JsonNode monitor, string port) =>
    [
        new JsonObject
        {
            ["action"] = "drop",
            ["source_labels"] = GetMetaLabels("pod_phase"),
            ["regex"] = "(Failed|Succeeded)",
        },
        .. monitor["spec"]!["selector"]!["matchLabels"]!.AsObject()
            .Select(label => CreateSelectorRule(PodTargets.GetLabelName(label.Key), $"{label.Value}")),
        new JsonObject
        {
            ["action"] = "keep",
            ["source_labels"] = GetMetaLabels("pod_container_port_name"),
            ["regex"] = port,
        },
        new JsonObject { ["source_labels"] = GetMetaLabels("namespace"), ["target_label"] = "namespace" },
        new JsonObject { ["source_labels"] = GetMetaLabels("pod_container_name"), ["target_label"] = "container" },
        new JsonObject { ["source_labels"] = GetMetaLabels("pod_name"), ["target_label"] = "pod" },
        new JsonObject { ["target_label"] = "job", ["replacement"] = GetPath(monitor) },
        new JsonObject { ["target_label"] = "endpoint", ["replacement"] = port },
    ];

    private static JsonObject CreateSelectorRule(string label, string value) => new()
    {
        ["action"] = "keep",
        ["source_labels"] = GetMetaLabels($"pod_label_{label}", $"pod_labelpresent_{label}"),
        ["regex"] = $"({value});true",
    };

    // The instance label keeps the address of the pod, although the scrape goes to the proxy.
    private static IEnumerable<JsonNode> CreateProxyRules(string proxy) =>
    [
        new JsonObject { ["source_labels"] = new JsonArray("__address__"), ["target_label"] = "instance" },
        new JsonObject
        {
            ["source_labels"] = new JsonArray(
            [
                .. GetMetaLabels("namespace", "pod_name", "pod_container_port_number")
                    .Select(label => label!.DeepClone()),
                "__metrics_path__",
            ]),
            ["regex"] = "(.+);(.+);(.+);(.+)",
            ["target_label"] = "__metrics_path__",
            ["replacement"] = "/api/v1/namespaces/$1/pods/$2:$3/proxy$4",
        },
        new JsonObject { ["target_label"] = "__address__", ["replacement"] = proxy },
    ];

    private static JsonArray GetMetaLabels(params string[] labels) =>
        [.. labels.Select(label => (JsonNode)$"__meta_kubernetes_{label}")];

    private static string GetPath(JsonNode monitor) =>
        $"{monitor["metadata"]!["namespace"]}/{monitor["metadata"]!["name"]}";

    private static IEnumerable<string> GetNames(JsonNode node) => node.AsObject().Select(property => property.Key);
}
