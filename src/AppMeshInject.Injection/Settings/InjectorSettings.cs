namespace AppMeshInject.Injection.Settings;

/// <summary>
/// The effective settings. They are loaded once at the start by <see cref="SettingsLoader"/> and do not change.
/// </summary>
public sealed class InjectorSettings
{
    internal InjectorSettings()
    {
    }

    /// <summary>Ports, limits, shutdown and log level of the injector.</summary>
    public ListenerSettings Listener { get; } = new();

    /// <summary>The source and the lifetimes of the webhook's certificate.</summary>
    public CertificateSettings Certificate { get; } = new();

    /// <summary>The mesh, the default for injection and the cluster.</summary>
    public MeshSettings Mesh { get; } = new();

    /// <summary>The resources and the hardening of the injected containers.</summary>
    public SidecarSettings Sidecar { get; } = new();

    /// <summary>The Envoy container.</summary>
    public EnvoySettings Envoy { get; } = new();

    /// <summary>The start, the readiness and the stop of Envoy.</summary>
    public LifecycleSettings Lifecycle { get; } = new();

    /// <summary>The redirection of traffic to Envoy.</summary>
    public RedirectSettings Redirect { get; } = new();

    /// <summary>Credentials of an injected pod: IAM token, image pull secret and SDS socket.</summary>
    public CredentialSettings Credentials { get; } = new();

    /// <summary>The statistics that Envoy sends.</summary>
    public StatsSettings Stats { get; } = new();

    /// <summary>The traces that Envoy sends.</summary>
    public TracingSettings Tracing { get; } = new();

    /// <summary>
    /// A short hash of the settings that affect pods. Equal values have the same hash, even if they are written
    /// differently. Discovered properties of the cluster are excluded, so that the hash can be computed from the
    /// Deployment of the injector alone. Injected pods contain the hash in an environment variable.
    /// </summary>
    public string Hash { get; internal set; } = "";
}
