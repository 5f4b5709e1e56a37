using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Certificates;

/// <summary>Settles where the certificate comes from: the files; or where there are none outside a cluster, one made at start.</summary>
internal static class CertificateSetup
{
    /// <summary>Loads the first certificate and registers its renewal.</summary>
    /// <returns>Whether it is a development certificate.</returns>
    /// <exception cref="CertificateException">There is none that can be served.</exception>
    public static bool AddCertificate(this IServiceCollection services, ListenerSettings listener, bool inCluster, TimeProvider time)
    {
        var certificate = new ServingCertificate();
        var files = new CertificateFiles(listener.TlsCert, listener.TlsKey);
        services.AddSingleton(certificate);
        if (!inCluster && !files.Exist)
        {
            certificate.Serve(DevelopmentCertificate.Create(time));
            return true;
        }

        certificate.Serve(files.ReadIfChanged()!);
        services.AddSingleton(files);
        services.AddHostedService<CertificateReload>();
        return false;
    }
}
