using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.KubernetesApi;

/// <summary>Creates policies for certificate validation that trust only the given CAs.</summary>
internal static class CustomCaPolicy
{
    /// <summary>Creates a policy that trusts only these CAs. TLS still verifies the host name.</summary>
    /// <param name="caPem">The CA certificates, PEM.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The text is not PEM.</exception>
    public static X509ChainPolicy Create(string caPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(caPem);
        return policy;
    }
}
