using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Json;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>Reads the files of the manifests' Prometheus component.</summary>
internal static class PrometheusComponent
{
    public static JsonNode PodMonitor { get; } = Yaml.Read(ReadFile("pod-monitor.yaml"))!;

    /// <summary>Gets the content of a rule file for Prometheus.</summary>
    public static JsonNode Rules { get; } = Yaml.Read(ReadFile("alerts.yaml"))!["spec"]!;

    public static IReadOnlyList<Alert> Alerts { get; } =
    [
        .. Rules["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray())
            .Select(rule => new Alert((string)rule!["alert"]!, (string)rule["expr"]!)),
    ];

    public static IReadOnlyList<Panel> Panels { get; } =
        [.. JsonNode.Parse(ReadFile("dashboard.json"))!["panels"]!.AsArray().Select(panel => new Panel(panel!))];

    private static string ReadFile(string name) =>
        File.ReadAllText(Path.Combine(CaseFolders.Root(), "deploy/kustomize/components/prometheus", name));
}
