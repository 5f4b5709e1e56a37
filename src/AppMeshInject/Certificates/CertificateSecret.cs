using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AppMeshInject.Certificates;

/// <summary>
/// Converts a set of certificates to and from the data of a Secret. Each entry is validated independently, so a
/// corrupted entry does not invalidate the others.
/// </summary>
internal static class CertificateSecret
{
    private const string CaKey = "authority.key";
    private const string CaCertificate = "authority.crt";
    private const string ServingKey = "tls.key";
    private const string ServingCertificate = "tls.crt";
    private const string TrustedCas = "ca.crt";

    /// <summary>Creates the data of a Secret: values encoded as base64, by key.</summary>
    /// <param name="set">A complete set.</param>
    public static Dictionary<string, string> Write(CertificateSet set) => new()
    {
        [CaCertificate] = Encode(set.Ca!.ExportCertificatePem()),
        [CaKey] = Encode(ExportKey(set.Ca)),
        [ServingCertificate] = Encode(set.Serving!.ExportCertificatePem()),
        [ServingKey] = Encode(ExportKey(set.Serving)),
        [TrustedCas] = Encode(CaBundle.From(set.TrustedCas).Pem),
    };

    /// <summary>Reads the data of a Secret.</summary>
    /// <param name="data">The values encoded as base64, by key.</param>
    /// <param name="problems">Receives one sentence for each missing or corrupted entry.</param>
    /// <returns>The set, without the missing and corrupted entries.</returns>
    public static CertificateSet Read(IReadOnlyDictionary<string, string> data, List<string> problems)
    {
        var ca = ReadPair(data, CaCertificate, CaKey, problems);
        if (ca is not null && !CertificateAuthority.CanSign(ca))
        {
            problems.Add($"{CaCertificate} is not a CA certificate");
            ca = null;
        }

        var serving = ReadPair(data, ServingCertificate, ServingKey, problems);
        return new CertificateSet(ca, serving, ReadTrustedCas(data, problems));
    }

    private static string Encode(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem + "\n"));

    private static string ExportKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2? ReadPair(
        IReadOnlyDictionary<string, string> data, string certificate, string key, List<string> problems)
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
            // The exception can quote the value, and the log must never contain a private key.
        }

        problems.Add($"{certificate} and {key} are not an ECDSA certificate with its private key");
        return null;
    }

    private static List<X509Certificate2> ReadTrustedCas(
        IReadOnlyDictionary<string, string> data, List<string> problems)
    {
        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPem(Decode(data, TrustedCas));
            return [.. trusted];
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            problems.Add($"{TrustedCas} is not a list of certificates");
            return [];
        }
    }

    private static string Decode(IReadOnlyDictionary<string, string> data, string key) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(data.GetValueOrDefault(key, "")));
}
