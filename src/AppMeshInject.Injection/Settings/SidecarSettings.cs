using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>The resources and the hardening that the injected containers share.</summary>
public sealed class SidecarSettings
{
    /// <summary>The CPU requested; null for none.</summary>
    public Quantity? CpuRequest { get; private set; }

    /// <summary>The memory requested; null for none.</summary>
    public Quantity? MemoryRequest { get; private set; }

    /// <summary>The limit of CPU; null for none.</summary>
    public Quantity? CpuLimit { get; private set; }

    /// <summary>The limit of memory; null for none.</summary>
    public Quantity? MemoryLimit { get; private set; }

    /// <summary>Whether envoy and xray-daemon run under the restricted Pod Security standard.</summary>
    public bool Hardened { get; private set; }

    internal static IReadOnlyList<Setting> Catalogue { get; } =
    [
        Setting.Create("sidecar-cpu-requests", ValueParsers.OptionalQuantity, "10m", "CPU that each injected container requests", (s, v) => s.Sidecar.CpuRequest = v)
            with { Annotation = "cpuRequest" },
        Setting.Create("sidecar-memory-requests", ValueParsers.OptionalQuantity, "32Mi", "Memory that each injected container requests", (s, v) => s.Sidecar.MemoryRequest = v)
            with { Annotation = "memoryRequest" },
        Setting.Create("sidecar-cpu-limits", ValueParsers.OptionalQuantity, null, "CPU that each injected container is limited to", (s, v) => s.Sidecar.CpuLimit = v)
            with { Annotation = "cpuLimit" },
        Setting.Create("sidecar-memory-limits", ValueParsers.OptionalQuantity, null, "Memory that each injected container is limited to", (s, v) => s.Sidecar.MemoryLimit = v)
            with { Annotation = "memoryLimit" },
        Setting.Create("sidecar-hardened", ValueParsers.Boolean, "false", "Runs envoy and xray-daemon without capabilities, without privilege escalation and under the runtime's seccomp profile; Envoy's image must bear it", (s, v) => s.Sidecar.Hardened = v),
    ];
}
