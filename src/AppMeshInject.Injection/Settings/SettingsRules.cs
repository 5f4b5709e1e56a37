using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>What must hold between settings, each of which is right by itself.</summary>
internal static class SettingsRules
{
    /// <summary>Puts together what comes from more than one setting.</summary>
    public static void ResolveEnvoyImage(InjectorSettings settings)
    {
        var envoy = settings.Envoy;
        envoy.Image = envoy.FullImage
            ?? $"{envoy.ImageRepository ?? EnvoySettings.DefaultRepository}:{envoy.ImageTag ?? EnvoySettings.DefaultTag}";
    }

    /// <summary>Every rule that does not hold, one line each.</summary>
    public static IEnumerable<string> Validate(InjectorSettings settings)
    {
        var envoy = settings.Envoy;
        if (envoy.FullImage is not null && (envoy.ImageRepository is not null || envoy.ImageTag is not null))
        {
            yield return "--sidecar-image: is set beside --sidecar-image-repository or --sidecar-image-tag; set the whole image or its parts";
        }
        else if (ValueParsers.Image.Parse(envoy.Image, out _) is { } fault)
        {
            yield return fault.Format("--sidecar-image-repository with --sidecar-image-tag", envoy.Image);
        }

        if (envoy.AdminPort is RedirectSettings.IngressPort or RedirectSettings.EgressPort)
        {
            yield return $"--envoy-admin-access-port: \"{envoy.AdminPort}\" is Envoy's own port for the traffic of the pod; set another";
        }

        var tracing = settings.Tracing;
        if ((tracing.XRay.Enabled ? 1 : 0) + (tracing.Jaeger.Enabled ? 1 : 0) + (tracing.Datadog.Enabled ? 1 : 0) > 1)
        {
            yield return "--enable-xray-tracing, --enable-jaeger-tracing, --enable-datadog-tracing: more than one is set; Envoy sends its traces to one place";
        }

        var sidecar = settings.Sidecar;
        if (sidecar.CpuRequest is { } cpu && sidecar.CpuLimit is { } cpuLimit && cpu.Exceeds(cpuLimit))
        {
            yield return $"--sidecar-cpu-limits: \"{cpuLimit.Text}\" is below --sidecar-cpu-requests, which is \"{cpu.Text}\"";
        }

        if (sidecar.MemoryRequest is { } memory && sidecar.MemoryLimit is { } memoryLimit && memory.Exceeds(memoryLimit))
        {
            yield return $"--sidecar-memory-limits: \"{memoryLimit.Text}\" is below --sidecar-memory-requests, which is \"{memory.Text}\"";
        }

        // A port that is malformed is 0 here, and has a fault of its own.
        if (settings.Listener.Port == settings.Listener.MetricsPort && settings.Listener.Port > 0)
        {
            yield return $"--metrics-port: \"{settings.Listener.MetricsPort}\" is the webhook's port too; the two need ports of their own";
        }

        // A certificate ends with its authority, so a shorter-lived one would be renewed again and again.
        var certificate = settings.Certificate;
        if (certificate.CaValidity < certificate.CertificateValidity * 2)
        {
            yield return "--authority-life: is less than twice --certificate-life, but an authority has to outlive its certificates";
        }

        if (ClusterInfo.FromSettings(settings).Validate(settings) is { } clusterFault)
        {
            yield return clusterFault;
        }
    }

    /// <summary>What is no fault, but should be said.</summary>
    public static IEnumerable<string> GetNotices(InjectorSettings settings)
    {
        if (settings.Stats.StatsdExporterRequested)
        {
            yield return "inject-statsd-exporter-sidecar does nothing and can be removed: set enable-statsd and statsd-address to reach a StatsD server";
        }
    }
}
