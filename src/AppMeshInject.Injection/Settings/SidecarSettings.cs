using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The resources and the hardening of the injected containers.</summary>
public sealed class SidecarSettings
{
    /// <summary>The CPU request; null for none.</summary>
    public Quantity? CpuRequest { get; private set; }

    /// <summary>The memory request; null for none.</summary>
    public Quantity? MemoryRequest { get; private set; }

    /// <summary>The CPU limit; null for none.</summary>
    public Quantity? CpuLimit { get; private set; }

    /// <summary>The memory limit; null for none.</summary>
    public Quantity? MemoryLimit { get; private set; }

    /// <summary>True if envoy and xray-daemon comply with the restricted Pod Security Standard.</summary>
    public bool Hardened { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create(
            "sidecar-cpu-requests", ValueParsers.OptionalQuantity, "10m",
            "CPU request of each injected container",
            (s, v) => s.Sidecar.CpuRequest = v)
            with { Annotation = "cpuRequest" },
        Setting.Create(
            "sidecar-memory-requests", ValueParsers.OptionalQuantity, "32Mi",
            "Memory request of each injected container",
            (s, v) => s.Sidecar.MemoryRequest = v)
            with { Annotation = "memoryRequest" },
        Setting.Create(
            "sidecar-cpu-limits", ValueParsers.OptionalQuantity, null,
            "CPU limit of each injected container",
            (s, v) => s.Sidecar.CpuLimit = v)
            with { Annotation = "cpuLimit" },
        Setting.Create(
            "sidecar-memory-limits", ValueParsers.OptionalQuantity, null,
            "Memory limit of each injected container",
            (s, v) => s.Sidecar.MemoryLimit = v)
            with { Annotation = "memoryLimit" },
        Setting.Create(
            "sidecar-hardened", ValueParsers.Boolean, "false",
            "Runs envoy and xray-daemon without capabilities, without privilege escalation and with the seccomp "
                + "profile RuntimeDefault; the Envoy image must support this",
            (s, v) => s.Sidecar.Hardened = v),
    ];
}
