using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>
/// The controls of the baseline profile, in the order of
/// <see href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"/>.
/// </summary>
internal static class BaselineControls
{
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    private static readonly string[] Capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
        "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    private static readonly string?[] SELinuxTypes =
        [null, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    private static readonly string[] Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    public static IReadOnlyList<Control> All { get; } =
    [
        Control.ForPodAndContainers(
            "HostProcess",
            pod => pod.WindowsOptions?.HostProcess,
            container => container.WindowsOptions?.HostProcess,
            value => value != true),
        new("Host Namespaces", pod => pod.Spec is { HostNetwork: not true, HostPID: not true, HostIPC: not true }),
        Control.ForContainers("Privileged Containers", container => container.SecurityContext?.Privileged != true),
        Control.ForContainers("Capabilities", container => GetAddedCapabilities(container).All(Capabilities.Contains)),
        new("HostPath Volumes", pod => (pod.Spec.Volumes ?? []).All(volume => volume.HostPath is null)),
        Control.ForContainers(
            "Host Ports", container => (container.Ports ?? []).All(port => port.HostPort is null or 0)),
        Control.ForContainers(
            "Host Probes / Lifecycle Hooks", container => GetHosts(container).All(string.IsNullOrEmpty)),
        Control.ForPodAndContainers(
            "AppArmor",
            pod => pod.AppArmorProfile?.Type,
            container => container.AppArmorProfile?.Type,
            type => type != "Unconfined"),
        new("AppArmor by annotation", pod => (pod.Metadata.Annotations ?? new Dictionary<string, string>())
            .Where(annotation => annotation.Key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal))
            .All(annotation => annotation.Value != "unconfined")),
        Control.ForPodAndContainers(
            "SELinux", pod => pod.SeLinuxOptions, container => container.SeLinuxOptions, IsAllowed),
        Control.ForContainers(
            "/proc Mount Type", container => container.SecurityContext?.ProcMount is null or "Default"),
        Control.ForPodAndContainers(
            "Seccomp",
            pod => pod.SeccompProfile?.Type,
            container => container.SeccompProfile?.Type,
            type => type != "Unconfined"),
        new("Sysctls", pod => (pod.Spec.SecurityContext?.Sysctls ?? []).All(sysctl => Sysctls.Contains(sysctl.Name))),
    ];

    public static IEnumerable<string> GetAddedCapabilities(V1Container container) =>
        container.SecurityContext?.Capabilities?.Add ?? [];

    private static bool IsAllowed(V1SELinuxOptions? options) =>
        options is null
        || (SELinuxTypes.Contains(options.Type)
            && string.IsNullOrEmpty(options.User)
            && string.IsNullOrEmpty(options.Role));

    private static IEnumerable<string?> GetHosts(V1Container container)
    {
        V1Probe?[] probes = [container.LivenessProbe, container.ReadinessProbe, container.StartupProbe];
        V1LifecycleHandler?[] hooks = [container.Lifecycle?.PostStart, container.Lifecycle?.PreStop];
        return
        [
            .. probes.SelectMany(probe => new[] { probe?.HttpGet?.Host, probe?.TcpSocket?.Host }),
            .. hooks.SelectMany(hook => new[] { hook?.HttpGet?.Host, hook?.TcpSocket?.Host }),
        ];
    }
}
