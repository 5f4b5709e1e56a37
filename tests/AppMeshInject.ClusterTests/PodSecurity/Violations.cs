using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>A pod that keeps to every control, and what breaks each of them.</summary>
internal static class Violations
{
    private const string HostProbes = "Host Probes / Lifecycle Hooks";

    /// <summary>The control, and what a pod does that breaks it.</summary>
    public static IReadOnlyList<(string Control, Action<V1Pod> Violate)> All { get; } =
    [
        ("HostProcess", pod => pod.Spec.SecurityContext.WindowsOptions = new() { HostProcess = true }),
        ("Host Namespaces", pod => pod.Spec.HostNetwork = true),
        ("Host Namespaces", pod => pod.Spec.HostPID = true),
        ("Host Namespaces", pod => pod.Spec.HostIPC = true),
        ("Privileged Containers", pod => Context(pod).Privileged = true),
        ("Privileged Containers", pod => pod.Spec.InitContainers = [new() { SecurityContext = new() { Privileged = true } }]),
        ("Capabilities", pod => Context(pod).Capabilities.Add = ["NET_ADMIN"]),
        ("HostPath Volumes", pod => pod.Spec.Volumes = [new() { HostPath = new() { Path = "/" } }]),
        ("Host Ports", pod => pod.Spec.Containers[0].Ports = [new() { ContainerPort = 80, HostPort = 80 }]),
        (HostProbes, pod => pod.Spec.Containers[0].LivenessProbe = new() { HttpGet = new() { Host = "10.0.0.1" } }),
        (HostProbes, pod => pod.Spec.Containers[0].Lifecycle = new() { PreStop = new() { TcpSocket = new() { Host = "10.0.0.1" } } }),
        ("AppArmor", pod => pod.Spec.SecurityContext.AppArmorProfile = new() { Type = "Unconfined" }),
        ("AppArmor by annotation", pod => pod.SetAnnotation("container.apparmor.security.beta.kubernetes.io/app", "unconfined")),
        ("SELinux", pod => pod.Spec.SecurityContext.SeLinuxOptions = new() { Type = "spc_t" }),
        ("SELinux", pod => Context(pod).SeLinuxOptions = new() { User = "system_u" }),
        ("/proc Mount Type", pod => Context(pod).ProcMount = "Unmasked"),
        ("Seccomp", pod => Context(pod).SeccompProfile = new() { Type = "Unconfined" }),
        ("Sysctls", pod => pod.Spec.SecurityContext.Sysctls = [new() { Name = "kernel.msgmax", Value = "65536" }]),
        ("Volume Types", pod => pod.Spec.Volumes = [new() { Nfs = new() { Server = "nfs", Path = "/" } }]),
        ("Privilege Escalation", pod => Context(pod).AllowPrivilegeEscalation = null),
        ("Running as Non-root", pod => pod.Spec.SecurityContext.RunAsNonRoot = null),
        ("Running as Non-root", pod => Context(pod).RunAsNonRoot = false),
        ("Running as Non-root user", pod => Context(pod).RunAsUser = 0),
        ("Seccomp, named", pod => pod.Spec.SecurityContext.SeccompProfile = null),
        ("Capabilities, dropped", pod => Context(pod).Capabilities.Drop = ["NET_RAW"]),
        ("Capabilities, added", pod => Context(pod).Capabilities.Add = ["CHOWN"]),
    ];

    public static V1Pod CompliantPod() => new()
    {
        Metadata = new() { Name = "violating" },
        Spec = new()
        {
            SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } },
            Containers =
            [
                new()
                {
                    Name = "app",
                    Image = "nginx",
                    SecurityContext = new() { AllowPrivilegeEscalation = false, Capabilities = new() { Drop = ["ALL"] } },
                },
            ],
        },
    };

    private static V1SecurityContext Context(V1Pod pod) => pod.Spec.Containers[0].SecurityContext;
}
