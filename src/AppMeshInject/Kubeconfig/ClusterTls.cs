using System.Net.Security;
using System.Security.Cryptography;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>How a cluster is talked to over TLS.</summary>
internal static class ClusterTls
{
    /// <exception cref="KubeconfigException">A certificate cannot be used.</exception>
    public static SslClientAuthenticationOptions Of(ClusterAccess access, Identity identity)
    {
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = access.AuthorityPem is { } pem ? CustomCaPolicy.Only(pem) : null,
                ClientCertificateContext = identity.Certificate is var (certificate, intermediates)
                    ? SslStreamCertificateContext.Create(certificate, intermediates, offline: true)
                    : null,
            };
            if (access.SkipsVerification)
            {
                options.RemoteCertificateValidationCallback = (_, _, _, _) => access.SkipsVerification;
            }

            return options;
        }
        catch (CryptographicException exception)
        {
            throw new KubeconfigException($"a certificate of the kubeconfig cannot be used: {exception.Message}");
        }
    }
}
