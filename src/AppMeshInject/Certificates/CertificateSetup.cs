using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Certificates;

/// <summary>Settles where the certificate comes from, and registers what looks after it.</summary>
internal static class CertificateSetup
{
    /// <summary>Loads the first certificate, where it is not yet to be made, and registers its renewal.</summary>
    /// <returns>Where it comes from: a value of certificate-source other than auto.</returns>
    /// <exception cref="CertificateException">There is none that can be served.</exception>
    public static string AddCertificate(this IServiceCollection services, InjectorSettings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time)
    {
        var certificate = new ServingCertificate();
        var files = new CertificateFiles(settings.Listener.TlsCert, settings.Listener.TlsKey);
        var cluster = InClusterConfiguration.Read(environment);
        var source = settings.Listener.EnableTls ? SourceOf(settings.Certificate, files, cluster) : CertificateSettings.Files;
        services.AddSingleton(certificate);
        services.AddMetricSet<CertificateMetrics>();
        services.AddSingleton(new CertificateTrustState(isEstablished: source != CertificateSettings.Managed));
        switch (source)
        {
            case CertificateSettings.Managed:
                services.AddManagedCertificates(settings.Certificate, cluster, PodEnvironment.GetNamespace(environment));
                break;
            case CertificateSettings.Development:
                certificate.Serve(DevelopmentCertificate.Create(time));
                break;
            case CertificateSettings.Files when settings.Listener.EnableTls:
                certificate.Serve(files.ReadIfChanged()!);
                services.AddSingleton(files);
                services.AddHostedService<CertificateReload>();
                break;
        }

        return source;
    }

    private static string SourceOf(CertificateSettings settings, CertificateFiles files, InClusterConfiguration? cluster) => settings.Source switch
    {
        CertificateSettings.Auto => files.Exist ? CertificateSettings.Files : cluster is null ? CertificateSettings.Development : CertificateSettings.Managed,
        var source => source,
    };

    private static void AddManagedCertificates(this IServiceCollection services, CertificateSettings settings, InClusterConfiguration? cluster, string @namespace)
    {
        if (cluster is null)
        {
            throw new CertificateException("managed needs a cluster, and KUBERNETES_SERVICE_HOST is not set: choose files or development");
        }

        string[] names = [$"{InstalledNames.Injector}.{@namespace}.svc", $"{InstalledNames.Injector}.{@namespace}", $"{InstalledNames.Injector}.{@namespace}.svc.cluster.local"];
        services.AddSingleton(new ManagedCertificateOptions(cluster, @namespace, new CertificatePolicy(names, settings.AuthorityLife, settings.CertificateLife)));
        services.AddSingleton<CertificateRollout>();
        services.AddHostedService<ManagedCertificates>();
    }
}
