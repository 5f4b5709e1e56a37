using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AppMeshInject.Certificates;

/// <summary>The form in which a set of certificates lies in a Secret. Each part stands for itself, so that one that is spoilt costs no other.</summary>
internal static class CertificateSecret
{
    private const string AuthorityKey = "authority.key";
    private const string AuthorityCertificate = "authority.crt";
    private const string ServingKey = "tls.key";
    private const string ServingCertificate = "tls.crt";
    private const string TrustedAuthorities = "ca.crt";

    /// <summary>The data of a Secret: base64 by key.</summary>
    public static Dictionary<string, string> Write(CertificateSet set) => new()
    {
        [AuthorityCertificate] = Encode(set.Authority!.ExportCertificatePem()),
        [AuthorityKey] = Encode(KeyOf(set.Authority)),
        [ServingCertificate] = Encode(set.Serving!.ExportCertificatePem()),
        [ServingKey] = Encode(KeyOf(set.Serving)),
        [TrustedAuthorities] = Encode(TrustBundle.Of(set.Trusted).Pem),
    };

    /// <summary>Reads the data of a Secret.</summary>
    /// <param name="data">Base64 by key.</param>
    /// <param name="problems">What is spoilt, one sentence each; the set has null in its place.</param>
    public static CertificateSet Read(IReadOnlyDictionary<string, string> data, List<string> problems)
    {
        var authority = ReadPair(data, AuthorityCertificate, AuthorityKey, problems);
        if (authority is not null && !CertificateAuthority.CanSign(authority))
        {
            problems.Add($"{AuthorityCertificate} is no authority");
            authority = null;
        }

        var serving = ReadPair(data, ServingCertificate, ServingKey, problems);
        return new CertificateSet(authority, serving, ReadTrusted(data, problems));
    }

    private static string Encode(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem + "\n"));

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2? ReadPair(IReadOnlyDictionary<string, string> data, string certificate, string key, List<string> problems)
    {
        try
        {
            var pair = X509Certificate2.CreateFromPem(Decode(data, certificate), Decode(data, key));
            using var ecdsa = pair.GetECDsaPrivateKey();
            if (ecdsa is not null)
            {
                return pair;
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            // The exception may quote what it could not read, and a key must never be in a log.
        }

        problems.Add($"{certificate} and {key} are no ECDSA certificate with its key");
        return null;
    }

    private static List<X509Certificate2> ReadTrusted(IReadOnlyDictionary<string, string> data, List<string> problems)
    {
        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPem(Decode(data, TrustedAuthorities));
            return [.. trusted];
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            problems.Add($"{TrustedAuthorities} holds no certificates");
            return [];
        }
    }

    private static string Decode(IReadOnlyDictionary<string, string> data, string key) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(data.GetValueOrDefault(key, "")));
}
