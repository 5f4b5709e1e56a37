using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>A control of the Pod Security Standards.</summary>
/// <param name="Name">The name of the control in the standards.</param>
/// <param name="IsSatisfiedBy">Returns whether a pod satisfies the control.</param>
internal sealed record Control(string Name, Predicate<V1Pod> IsSatisfiedBy)
{
    /// <summary>Creates a control that every container must satisfy.</summary>
    public static Control ForContainers(string name, Predicate<V1Container> isSatisfiedBy) =>
        new(name, pod => pod.GetAllContainers().All(container => isSatisfiedBy(container)));

    /// <summary>Creates a control for a field of the pod that each container can override.</summary>
    /// <param name="name">The name of the control.</param>
    /// <param name="getFromPod">Returns the value of the pod.</param>
    /// <param name="getFromContainer">Returns the value of a container; null where it has none.</param>
    /// <param name="isAllowed">Returns whether the effective value of a container is allowed.</param>
    public static Control ForPodAndContainers<T>(
        string name,
        Func<V1PodSecurityContext, T?> getFromPod,
        Func<V1SecurityContext, T?> getFromContainer,
        Predicate<T?> isAllowed) =>
        new(name, pod =>
        {
            var ofPod = pod.Spec.SecurityContext is { } context ? getFromPod(context) : default;
            return pod.GetAllContainers().All(container => isAllowed(
                container.SecurityContext is { } own && getFromContainer(own) is { } value ? value : ofPod));
        });
}
