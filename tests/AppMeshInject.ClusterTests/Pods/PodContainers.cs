using System.Text.Json.Nodes;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Pods;

/// <summary>
/// Finds containers in pods. This is the only place that reads the container lists: Envoy is a native sidecar in
/// <c>initContainers</c> where the server supports that, and a regular container elsewhere.
/// <see cref="ContainerLookupTests"/> fails on look-ups in other files.
/// </summary>
internal static class PodContainers
{
    public const string EnvoyName = "envoy";
    public const string ProxyInitName = "proxyinit";

    /// <summary>
    /// Returns init containers and regular containers, in the order in which the kubelet starts them.
    /// </summary>
    public static IReadOnlyList<V1Container> GetAllContainers(this V1PodSpec spec) =>
        [.. spec.InitContainers ?? [], .. spec.Containers];

    /// <inheritdoc cref="GetAllContainers(V1PodSpec)"/>
    public static IReadOnlyList<V1Container> GetAllContainers(this V1Pod pod) => pod.Spec.GetAllContainers();

    /// <summary>Returns the names of all containers, in the order in which the kubelet starts them.</summary>
    public static IReadOnlyList<string> GetContainerNames(this V1Pod pod) =>
        [.. pod.GetAllContainers().Select(container => container.Name)];

    /// <summary>Returns the container with a name, which must exist.</summary>
    public static V1Container GetContainer(this V1Pod pod, string name) =>
        Assert.Single(pod.GetAllContainers(), container => container.Name == name);

    /// <summary>Returns whether a pod has a container with a name.</summary>
    public static bool HasContainer(this V1Pod pod, string name) =>
        pod.GetAllContainers().Any(container => container.Name == name);

    /// <summary>Returns the Envoy container, which must exist.</summary>
    public static V1Container GetEnvoy(this V1Pod pod) => pod.GetContainer(EnvoyName);

    /// <summary>Returns whether a pod has an Envoy container.</summary>
    public static bool HasEnvoy(this V1Pod pod) => pod.HasContainer(EnvoyName);

    /// <summary>Returns the container that redirects the traffic, which must exist.</summary>
    public static V1Container GetProxyInit(this V1Pod pod) => pod.GetContainer(ProxyInitName);

    /// <summary>Returns the value of an environment variable; null if the container does not have it.</summary>
    public static string? FindVariable(this V1Container container, string name) =>
        container.Env?.SingleOrDefault(variable => variable.Name == name)?.Value;

    /// <summary>Returns the virtual node of the Envoy container; null where it has none.</summary>
    public static string? FindVirtualNode(this V1Pod pod) => pod.GetEnvoy().FindVariable("APPMESH_VIRTUAL_NODE_NAME");

    /// <summary>
    /// Returns whether a pod has a native sidecar, in JSON because golden cases include malformed pods.
    /// </summary>
    public static bool HasNativeSidecar(JsonNode pod) =>
        pod["spec"]!["initContainers"]?.AsArray().Any(container => container!["restartPolicy"] is not null) == true;
}
