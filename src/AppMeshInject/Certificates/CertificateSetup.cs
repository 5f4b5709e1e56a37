using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Certificates;

/// <summary>Selects the source of the serving certificate and registers its services.</summary>
internal static class CertificateSetup
{
    /// <summary>
    /// Loads the serving certificate, unless it is managed, and registers the service that reloads or renews it.
    /// </summary>
    /// <returns>The source of the certificate: a value of certificate-source other than auto.</returns>
    /// <exception cref="CertificateException">The certificate cannot be loaded.</exception>
    public static string AddCertificate(
        this IServiceCollection services,
        InjectorSettings settings,
        IReadOnlyDictionary<string, string> environment,
        TimeProvider time)
    {
        var certificate = new ServingCertificate();
        var files = new CertificateFiles(settings.Listener.TlsCert, settings.Listener.TlsKey);
        var cluster = InClusterConfiguration.Read(environment);
        var source = settings.Listener.EnableTls
            ? GetSource(settings.Certificate, files, cluster)
            : CertificateSettings.Files;
        services.AddSingleton(certificate);
        services.AddMetricSet<CertificateMetrics>();
        services.AddSingleton(new CertificateTrustState(isEstablished: source != CertificateSettings.Managed));
        switch (source)
        {
            case CertificateSettings.Managed:
                var injectorNamespace = PodEnvironment.GetNamespace(environment);
                services.AddManagedCertificates(settings.Certificate, cluster, injectorNamespace);
                break;
            case CertificateSettings.Development:
                certificate.Serve(DevelopmentCertificate.Create(time));
                break;
            case CertificateSettings.Files when settings.Listener.EnableTls:
                certificate.Serve(files.ReadIfChanged()!);
                services.AddSingleton(files);
                services.AddHostedService<CertificateReloader>();
                break;
        }

        return source;
    }

    private static string GetSource(
        CertificateSettings settings, CertificateFiles files, InClusterConfiguration? cluster) => settings.Source switch
        {
            CertificateSettings.Auto when files.AnyExists => CertificateSettings.Files,
            CertificateSettings.Auto when cluster is null => CertificateSettings.Development,
            CertificateSettings.Auto => CertificateSettings.Managed,
            var source => source,
        };

    private static void AddManagedCertificates(
        this IServiceCollection services,
        CertificateSettings settings,
        InClusterConfiguration? cluster,
        string @namespace)
    {
        if (cluster is null)
        {
            throw new CertificateException(
                "managed needs a cluster, but KUBERNETES_SERVICE_HOST is not set; "
                + "set files or development");
        }

        var service = $"{InstalledNames.Injector}.{@namespace}";
        string[] dnsNames = [$"{service}.svc", service, $"{service}.svc.cluster.local"];
        var policy = new CertificatePolicy(dnsNames, settings.CaValidity, settings.CertificateValidity);
        services.AddSingleton(new CertificateControllerOptions(cluster, @namespace, policy));
        services.AddSingleton<CertificateRollout>();
        services.AddHostedService<CertificateController>();
    }
}
