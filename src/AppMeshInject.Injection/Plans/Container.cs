
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Plans;

/// <summary>A container to be added: the fields of core/v1 Container that are used here.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container</remarks>
public sealed record Container(string Name, string Image)
{
    /// <summary>Whether it is an init container that keeps running.</summary>
    public bool RestartsAlways { get; init; }

    /// <summary>The command, instead of the image's.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The arguments, instead of the image's.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its one port, if any.</summary>
    public ContainerPort? Port { get; init; }

    /// <summary>Its environment.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>What it requests and is limited to.</summary>
    public required Resources Resources { get; init; }

    /// <summary>Its mounts.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>When it counts as ready.</summary>
    public HttpProbe? ReadinessProbe { get; init; }

    /// <summary>When it counts as started.</summary>
    public HttpProbe? StartupProbe { get; init; }

    /// <summary>The shell command that runs after its start.</summary>
    public string? PostStart { get; init; }

    /// <summary>The shell command that runs before its stop.</summary>
    public string? PreStop { get; init; }

    /// <summary>How it is secured.</summary>
    public required ContainerSecurity Security { get; init; }
}

/// <summary>A port of a container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number.</param>
/// <param name="Protocol">TCP or UDP.</param>
public sealed record ContainerPort(string Name, int Number, string Protocol);

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, where <paramref name="FieldPath"/> is null.</param>
/// <param name="FieldPath">The field of the pod that its value is taken from.</param>
public readonly record struct EnvironmentVariable(string Name, string Value, string? FieldPath = null);

/// <summary>A volume in a container.</summary>
/// <param name="Volume">The name of the volume.</param>
/// <param name="Path">Where it is mounted.</param>
/// <param name="IsReadOnly">Whether the container can only read it.</param>
public readonly record struct Mount(string Volume, string Path, bool IsReadOnly);

/// <summary>What a container requests and is limited to; null for nothing.</summary>
public sealed record Resources(Quantity? CpuRequest, Quantity? MemoryRequest, Quantity? CpuLimit, Quantity? MemoryLimit);

/// <summary>A probe by HTTP GET. Times are seconds; null leaves it to Kubernetes.</summary>
public sealed record HttpProbe(string Path, int Port, int? InitialDelay, int Period, int? FailureThreshold);

/// <summary>How a container is secured.</summary>
public enum ContainerSecurity
{
    /// <summary>Runs as Envoy's user, whose traffic is not redirected.</summary>
    Proxy,

    /// <summary>The same under the restricted Pod Security standard.</summary>
    HardenedProxy,

    /// <summary>Runs as root with NET_ADMIN, to write redirect rules.</summary>
    NetworkAdmin,
}
