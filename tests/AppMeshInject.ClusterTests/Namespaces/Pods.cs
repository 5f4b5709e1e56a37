using k8s.Models;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>What tests read from live pods.</summary>
internal static class Pods
{
    public static bool IsReady(this V1Pod pod) =>
        pod.Metadata.DeletionTimestamp is null
        && pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    /// <summary>Envoy, which is an init container where it is a native sidecar.</summary>
    public static V1Container Envoy(this V1Pod pod) =>
        Assert.Single([.. pod.Spec.Containers, .. pod.Spec.InitContainers ?? []], container => container.Name == "envoy");

    public static V1Container ProxyInit(this V1Pod pod) =>
        Assert.Single(pod.Spec.InitContainers ?? [], container => container.Name == "proxyinit");

    public static bool IsInjected(this V1Pod pod) =>
        pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).Any(container => container.Name is "envoy" or "proxyinit");

    /// <summary>Whether it has a proxy, without which it would talk past the mesh.</summary>
    public static bool HasEnvoy(this V1Pod pod) =>
        pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).Any(container => container.Name == "envoy");

    /// <summary>The value of an environment variable; null where there is none.</summary>
    public static string? Variable(this V1Container container, string name) =>
        container.Env?.SingleOrDefault(variable => variable.Name == name)?.Value;

    public static string? VirtualNode(this V1Pod pod) => pod.Envoy().Variable("APPMESH_VIRTUAL_NODE_NAME");
}
