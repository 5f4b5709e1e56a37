using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>A pod that satisfies all controls, and changes that violate them.</summary>
internal static class Violations
{
    private const string AppName = "app";
    private const string HostProbes = "Host Probes / Lifecycle Hooks";

    /// <summary>Gets the changes, each with the name of the control that it violates.</summary>
    public static IReadOnlyList<(string Control, Action<V1Pod> Apply)> All { get; } =
    [
        ("HostProcess", pod => pod.Spec.SecurityContext.WindowsOptions = new() { HostProcess = true }),
        ("Host Namespaces", pod => pod.Spec.HostNetwork = true),
        ("Host Namespaces", pod => pod.Spec.HostPID = true),
        ("Host Namespaces", pod => pod.Spec.HostIPC = true),
        ("Privileged Containers", pod => GetContext(pod).Privileged = true),
        (
            "Privileged Containers",
            pod => pod.Spec.InitContainers = [new() { SecurityContext = new() { Privileged = true } }]
        ),
        ("Capabilities", pod => GetContext(pod).Capabilities.Add = ["NET_ADMIN"]),
        ("HostPath Volumes", pod => pod.Spec.Volumes = [new() { HostPath = new() { Path = "/" } }]),
        ("Host Ports", pod => GetApp(pod).Ports = [new() { ContainerPort = 80, HostPort = 80 }]),
        (HostProbes, pod => GetApp(pod).LivenessProbe = new() { HttpGet = new() { Host = "10.0.0.1" } }),
        (
            HostProbes,
            pod => GetApp(pod).Lifecycle = new() { PreStop = new() { TcpSocket = new() { Host = "10.0.0.1" } } }
        ),
        ("AppArmor", pod => pod.Spec.SecurityContext.AppArmorProfile = new() { Type = "Unconfined" }),
        (
            "AppArmor by annotation",
            pod => pod.SetAnnotation("container.apparmor.security.beta.kubernetes.io/app", "unconfined")
        ),
        ("SELinux", pod => pod.Spec.SecurityContext.SeLinuxOptions = new() { Type = "spc_t" }),
        ("SELinux", pod => GetContext(pod).SeLinuxOptions = new() { User = "system_u" }),
        ("/proc Mount Type", pod => GetContext(pod).ProcMount = "Unmasked"),
        ("Seccomp", pod => GetContext(pod).SeccompProfile = new() { Type = "Unconfined" }),
        ("Sysctls", pod => pod.Spec.SecurityContext.Sysctls = [new() { Name = "kernel.msgmax", Value = "65536" }]),
        ("Volume Types", pod => pod.Spec.Volumes = [new() { Nfs = new() { Server = "nfs", Path = "/" } }]),
        ("Privilege Escalation", pod => GetContext(pod).AllowPrivilegeEscalation = null),
        ("Running as Non-root", pod => pod.Spec.SecurityContext.RunAsNonRoot = null),
        ("Running as Non-root", pod => GetContext(pod).RunAsNonRoot = false),
        ("Running as Non-root user", pod => GetContext(pod).RunAsUser = 0),
        ("Seccomp, named", pod => pod.Spec.SecurityContext.SeccompProfile = null),
        ("Capabilities, dropped", pod => GetContext(pod).Capabilities.Drop = ["NET_RAW"]),
        ("Capabilities, added", pod => GetContext(pod).Capabilities.Add = ["CHOWN"]),
    ];

    /// <summary>Creates a pod that satisfies all controls.</summary>
    public static V1Pod CreateCompliantPod() => new()
    {
        Metadata = new() { Name = "violating" },
        Spec = new()
        {
            SecurityContext = new() { RunAsNonRoot = true, SeccompProfile = new() { Type = "RuntimeDefault" } },
            Containers =
            [
                new()
                {
                    Name = AppName,
                    Image = "nginx",
                    SecurityContext = new()
                    {
                        AllowPrivilegeEscalation = false,
                        Capabilities = new() { Drop = ["ALL"] },
                    },
                },
            ],
        },
    };

    private static V1Container GetApp(V1Pod pod) => pod.GetContainer(AppName);

    private static V1SecurityContext GetContext(V1Pod pod) => GetApp(pod).SecurityContext;
}
