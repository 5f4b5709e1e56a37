using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Plans;

/// <summary>
/// A container that the injector adds. It has only those fields of the Kubernetes type <c>Container</c> that the
/// injector sets.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Image">The image reference.</param>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container</remarks>
public sealed record Container(string Name, string Image)
{
    /// <summary>
    /// Gets whether <c>restartPolicy</c> is <c>Always</c>, which makes an init container a native sidecar.
    /// </summary>
    public bool RestartsAlways { get; init; }

    /// <summary>Gets the command; empty to use the image's entrypoint.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Gets the arguments; empty to use the arguments of the image.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Gets the port; null if the container declares none.</summary>
    public ContainerPort? Port { get; init; }

    /// <summary>Gets the environment variables, in order.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Gets the resource requests and limits.</summary>
    public required Resources Resources { get; init; }

    /// <summary>Gets the volume mounts.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Gets the readiness probe; null for none.</summary>
    public HttpProbe? ReadinessProbe { get; init; }

    /// <summary>Gets the startup probe; null for none.</summary>
    public HttpProbe? StartupProbe { get; init; }

    /// <summary>Gets the shell command of the postStart hook; null for none.</summary>
    public string? PostStart { get; init; }

    /// <summary>Gets the shell command of the preStop hook; null for none.</summary>
    public string? PreStop { get; init; }

    /// <summary>Gets the security context.</summary>
    public required ContainerSecurity Security { get; init; }
}

/// <summary>A port of a container.</summary>
/// <param name="Name">The name.</param>
/// <param name="Number">The port number, 1 to 65535.</param>
/// <param name="Protocol">TCP or UDP.</param>
public sealed record ContainerPort(string Name, int Number, string Protocol);

/// <summary>An environment variable.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; ignored if <paramref name="FieldPath"/> is not null.</param>
/// <param name="FieldPath">
/// The field of the pod that provides the value (<c>fieldRef</c>); null for a literal value.
/// </param>
public readonly record struct EnvironmentVariable(string Name, string Value, string? FieldPath = null);

/// <summary>A volume mount of a container.</summary>
/// <param name="Volume">The name of the volume.</param>
/// <param name="Path">The mount path in the container.</param>
/// <param name="IsReadOnly">True if the mount is read-only.</param>
public readonly record struct Mount(string Volume, string Path, bool IsReadOnly);

/// <summary>The resource requests and limits of a container. An amount that is not set is null.</summary>
public sealed record Resources(
    Quantity? CpuRequest, Quantity? MemoryRequest, Quantity? CpuLimit, Quantity? MemoryLimit);

/// <summary>An HTTP GET probe. A null value uses the Kubernetes default.</summary>
/// <param name="Path">The path of the URL.</param>
/// <param name="Port">The port.</param>
/// <param name="InitialDelay">The time before the first probe, in seconds.</param>
/// <param name="Period">The time between probes, in seconds.</param>
/// <param name="FailureThreshold">The number of consecutive failures after which the probe fails.</param>
public sealed record HttpProbe(string Path, int Port, int? InitialDelay, int Period, int? FailureThreshold);

/// <summary>The kind of security context of a container.</summary>
public enum ContainerSecurity
{
    /// <summary>Runs as the user of Envoy, whose traffic is not redirected.</summary>
    Proxy,

    /// <summary>Runs as the user of Envoy and meets the restricted Pod Security Standard.</summary>
    HardenedProxy,

    /// <summary>Runs as root with the capability NET_ADMIN, to write iptables rules.</summary>
    NetworkAdmin,
}
