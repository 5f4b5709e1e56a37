using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Settings;

/// <summary>Validates combinations of settings. Each single value is validated by its parser.</summary>
internal static class SettingsRules
{
    /// <summary>Sets the image of Envoy from the settings for the whole image, its repository and its tag.</summary>
    /// <param name="settings">The settings to update.</param>
    public static void ResolveEnvoyImage(InjectorSettings settings)
    {
        var envoy = settings.Envoy;
        var repository = envoy.ImageRepository ?? EnvoySettings.DefaultRepository;
        envoy.Image = envoy.FullImage ?? $"{repository}:{envoy.ImageTag ?? EnvoySettings.DefaultTag}";
    }

    /// <summary>Checks all rules.</summary>
    /// <param name="settings">The settings to check.</param>
    /// <returns>One message per violated rule.</returns>
    public static IEnumerable<string> Validate(InjectorSettings settings)
    {
        var envoy = settings.Envoy;
        if (envoy.FullImage is not null && (envoy.ImageRepository is not null || envoy.ImageTag is not null))
        {
            yield return "--sidecar-image: cannot be combined with --sidecar-image-repository or --sidecar-image-tag; "
                + "set either the whole image or its repository and tag";
        }
        else if (ValueParsers.Image.Parse(envoy.Image, out _) is { } error)
        {
            yield return error.Format("--sidecar-image-repository with --sidecar-image-tag", envoy.Image);
        }

        if (envoy.AdminPort is RedirectSettings.IngressPort or RedirectSettings.EgressPort)
        {
            yield return $"--envoy-admin-access-port: \"{envoy.AdminPort}\" is reserved for Envoy's proxy traffic; "
                + "set another port";
        }

        var tracing = settings.Tracing;
        if ((tracing.XRay.Enabled ? 1 : 0) + (tracing.Jaeger.Enabled ? 1 : 0) + (tracing.Datadog.Enabled ? 1 : 0) > 1)
        {
            yield return "--enable-xray-tracing, --enable-jaeger-tracing, --enable-datadog-tracing: "
                + "more than one is enabled; enable only one";
        }

        var sidecar = settings.Sidecar;
        if (sidecar.CpuRequest is { } cpu && sidecar.CpuLimit is { } cpuLimit && cpu.Exceeds(cpuLimit))
        {
            yield return FormatLimitError("cpu", cpuLimit, cpu);
        }

        if (sidecar.MemoryRequest is { } memory
            && sidecar.MemoryLimit is { } memoryLimit
            && memory.Exceeds(memoryLimit))
        {
            yield return FormatLimitError("memory", memoryLimit, memory);
        }

        // An invalid port is 0 here and has already been reported.
        if (settings.Listener.Port == settings.Listener.MetricsPort && settings.Listener.Port > 0)
        {
            yield return $"--metrics-port: \"{settings.Listener.MetricsPort}\" is also the value of --port; "
                + "set two different ports";
        }

        // A certificate is never valid for longer than its CA. If the CA were short-lived, its certificates would be
        // renewed continuously.
        var certificate = settings.Certificate;
        if (certificate.CaValidity < certificate.CertificateValidity * 2)
        {
            yield return "--authority-life: must be at least twice --certificate-life; "
                + "increase --authority-life or decrease --certificate-life";
        }

        if (ClusterInfo.FromSettings(settings).Validate(settings) is { } clusterError)
        {
            yield return clusterError;
        }
    }

    /// <summary>Creates log messages about settings that are valid but have no effect.</summary>
    /// <param name="settings">The settings to check.</param>
    /// <returns>One message per setting.</returns>
    public static IEnumerable<string> GetNotices(InjectorSettings settings)
    {
        if (settings.Stats.StatsdExporterRequested)
        {
            yield return "--inject-statsd-exporter-sidecar: has no effect; "
                + "remove it, and set --enable-statsd and --statsd-address to use a StatsD server";
        }
    }

    private static string FormatLimitError(string resource, Quantity limit, Quantity request) =>
        $"--sidecar-{resource}-limits: \"{limit.Text}\" is less than --sidecar-{resource}-requests "
        + $"(\"{request.Text}\"); raise the limit or lower the request";
}
