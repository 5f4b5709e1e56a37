using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>
/// The controls that the restricted profile adds to the baseline profile, in the order of
/// <see href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"/>.
/// </summary>
internal static class RestrictedControls
{
    public static IReadOnlyList<Control> All { get; } =
    [
        new("Volume Types", pod => (pod.Spec.Volumes ?? []).All(IsAllowed)),
        Control.ForContainers(
            "Privilege Escalation", container => container.SecurityContext?.AllowPrivilegeEscalation == false),
        Control.ForPodAndContainers(
            "Running as Non-root",
            pod => pod.RunAsNonRoot,
            container => container.RunAsNonRoot,
            value => value == true),
        Control.ForPodAndContainers(
            "Running as Non-root user", pod => pod.RunAsUser, container => container.RunAsUser, user => user != 0),
        Control.ForPodAndContainers(
            "Seccomp, named",
            pod => pod.SeccompProfile?.Type,
            container => container.SeccompProfile?.Type,
            type => type is "RuntimeDefault" or "Localhost"),
        Control.ForContainers(
            "Capabilities, dropped",
            container => container.SecurityContext?.Capabilities?.Drop?.Contains("ALL") == true),
        Control.ForContainers(
            "Capabilities, added",
            container => BaselineControls.GetAddedCapabilities(container).All(added => added == "NET_BIND_SERVICE")),
    ];

    private static bool IsAllowed(V1Volume volume) => volume
        is { ConfigMap: not null } or { Csi: not null } or { DownwardAPI: not null } or { EmptyDir: not null }
        or { Ephemeral: not null } or { PersistentVolumeClaim: not null } or { Projected: not null }
        or { Secret: not null };
}
