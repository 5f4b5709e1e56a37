using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>A control of the Pod Security Standards.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="IsKept">Whether a pod keeps to it.</param>
internal sealed record Control(string Name, Predicate<V1Pod> IsKept)
{
    /// <summary>A control that each container has to keep to.</summary>
    public static Control OfContainers(string name, Predicate<V1Container> isKept) =>
        new(name, pod => ContainersOf(pod).All(container => isKept(container)));

    /// <summary>A control of a setting that a pod has for all its containers, and each of them may have for itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ofPod">Reads the pod's.</param>
    /// <param name="ofContainer">Reads a container's, which goes before the pod's.</param>
    /// <param name="isKept">Whether what holds for a container keeps to it.</param>
    public static Control OfEither<T>(
        string name, Func<V1PodSecurityContext, T?> ofPod, Func<V1SecurityContext, T?> ofContainer, Predicate<T?> isKept) =>
        new(name, pod =>
        {
            var all = pod.Spec.SecurityContext is { } context ? ofPod(context) : default;
            return ContainersOf(pod).All(container =>
                isKept(container.SecurityContext is { } own && ofContainer(own) is { } value ? value : all));
        });

    private static IEnumerable<V1Container> ContainersOf(V1Pod pod) => pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []);
}
