using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>
/// Creates scrape targets for the ports of pods, with the labels of Prometheus' own discovery (role <c>pod</c>) that
/// the operator uses: <see href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod"/>.
/// Debian's Prometheus is built without that discovery.
/// </summary>
internal static partial class PodTargets
{
    /// <summary>Returns one target group per container port of the pods that have an address.</summary>
    public static JsonArray Create(IEnumerable<V1Pod> pods) =>
    [
        .. from pod in pods
           where pod.Status.PodIP is not null
           from container in pod.GetAllContainers()
           from port in container.Ports ?? []
           select CreateTarget(pod, container, port),
    ];

    /// <summary>Converts the name of a Kubernetes label to a part of a Prometheus label name.</summary>
    public static string GetLabelName(string name) => InvalidCharacter().Replace(name, "_");

    private static JsonObject CreateTarget(V1Pod pod, V1Container container, V1ContainerPort port)
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
            labels[$"__meta_kubernetes_pod_label_{GetLabelName(name)}"] = value;
            labels[$"__meta_kubernetes_pod_labelpresent_{GetLabelName(name)}"] = "true";
        }

        return new JsonObject
        {
            ["targets"] = new JsonArray($"{pod.Status.PodIP}:{port.ContainerPort}"),
            ["labels"] = labels,
        };
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex InvalidCharacter();
}
