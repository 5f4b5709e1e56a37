using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// The ports of pods, as a Prometheus discovers them by itself (role <c>pod</c>), with those of its labels that the operator uses:
/// <see href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod"/>. Debian's is built without that.
/// </summary>
internal static partial class PodTargets
{
    public static JsonArray Of(IEnumerable<V1Pod> pods) =>
        [.. from pod in pods where pod.Status.PodIP is not null from container in pod.Spec.Containers from port in container.Ports ?? [] select Of(pod, container, port)];

    private static JsonObject Of(V1Pod pod, V1Container container, V1ContainerPort port)
    {
        var labels = new JsonObject
        {
            ["__meta_kubernetes_namespace"] = pod.Namespace(),
            ["__meta_kubernetes_pod_name"] = pod.Name(),
            ["__meta_kubernetes_pod_phase"] = pod.Status.Phase,
            ["__meta_kubernetes_pod_container_name"] = container.Name,
            ["__meta_kubernetes_pod_container_port_name"] = port.Name,
            ["__meta_kubernetes_pod_container_port_number"] = $"{port.ContainerPort}",
        };
        foreach (var (name, value) in pod.Labels())
        {
            labels[$"__meta_kubernetes_pod_label_{LabelName(name)}"] = value;
            labels[$"__meta_kubernetes_pod_labelpresent_{LabelName(name)}"] = "true";
        }

        return new JsonObject { ["targets"] = new JsonArray($"{pod.Status.PodIP}:{port.ContainerPort}"), ["labels"] = labels };
    }

    /// <summary>A name of Kubernetes as it is in the name of a label of Prometheus.</summary>
    public static string LabelName(string name) => Forbidden().Replace(name, "_");

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Forbidden();
}
