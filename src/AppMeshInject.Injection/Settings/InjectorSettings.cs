namespace AppMeshInject.Injection.Settings;

/// <summary>The settings as they are in effect, read once at start and never changed after. Made by <see cref="SettingsLoader"/>.</summary>
public sealed class InjectorSettings
{
    internal InjectorSettings()
    {
    }

    /// <summary>Where the program listens and how it stops.</summary>
    public ListenerSettings Listener { get; } = new();

    /// <summary>The certificate of the webhook.</summary>
    public CertificateSettings Certificate { get; } = new();

    /// <summary>Which pods are injected, and into which mesh.</summary>
    public MeshSettings Mesh { get; } = new();

    /// <summary>The resources and the hardening that the injected containers share.</summary>
    public SidecarSettings Sidecar { get; } = new();

    /// <summary>The Envoy container.</summary>
    public EnvoySettings Envoy { get; } = new();

    /// <summary>When Envoy starts, counts as ready and stops.</summary>
    public LifecycleSettings Lifecycle { get; } = new();

    /// <summary>Which traffic is redirected to Envoy.</summary>
    public RedirectSettings Redirect { get; } = new();

    /// <summary>Credentials that the pod gets: token, pull secret, SDS socket.</summary>
    public CredentialSettings Credentials { get; } = new();

    /// <summary>Statistics that Envoy sends.</summary>
    public StatsSettings Stats { get; } = new();

    /// <summary>Where Envoy sends traces.</summary>
    public TracingSettings Tracing { get; } = new();

    /// <summary>
    /// A short hash of the settings that shape pods: equal settings, equal hash, however they are written. What is learned of the
    /// cluster is not in it, so that whoever reads the settings of a Deployment can tell the hash; pods carry that in variables.
    /// </summary>
    public string Hash { get; internal set; } = "";
}
