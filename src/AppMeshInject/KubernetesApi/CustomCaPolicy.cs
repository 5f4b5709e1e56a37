using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.KubernetesApi;

/// <summary>Whom an API server's certificate must lead to.</summary>
internal static class CustomCaPolicy
{
    /// <summary>Trusts these authorities and no other. The host's name is still checked: a policy only says which roots are trusted.</summary>
    /// <param name="authorityPem">Their certificates.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not PEM.</exception>
    public static X509ChainPolicy Only(string authorityPem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(authorityPem);
        return policy;
    }
}
