using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AppMeshInject.Certificates;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the data of the Secret with the certificates.</summary>
public sealed class CertificateSecretTests
{
    private const string NotAPair = " are not an ECDSA certificate with its private key";

    [Fact]
    public void Written_set_is_read()
    {
        var set = Given.CreateSet();
        var (read, problems) = Read(CertificateSecret.Write(set));

        Assert.Empty(problems);
        Assert.Equal(set.Ca, read.Ca);
        Assert.Equal(set.Serving, read.Serving);
        Assert.Equal(set.TrustedCas, read.TrustedCas);
        Assert.True(read.Ca!.HasPrivateKey && read.Serving!.HasPrivateKey);
        Assert.Same(read, read.Renew(Given.Policy, Given.Start, []));
    }

    [Theory]
    [InlineData("authority.crt", "", "authority.crt and authority.key" + NotAPair)]
    [InlineData("authority.key", "bm9uc2Vuc2U=", "authority.crt and authority.key" + NotAPair)]
    [InlineData("tls.crt", "not base64!", "tls.crt and tls.key" + NotAPair)]
    [InlineData("tls.key", "", "tls.crt and tls.key" + NotAPair)]
    [InlineData("ca.crt", "%", "ca.crt is not a list of certificates")]
    public void Corrupted_entry_is_reported_and_does_not_affect_the_others(string key, string value, string problem)
    {
        var data = CertificateSecret.Write(Given.CreateSet());
        data[key] = value;
        var (read, problems) = Read(data);

        Assert.Equal([problem], problems);
        Assert.Equal(key is "authority.crt" or "authority.key", read.Ca is null);
        Assert.Equal(key.StartsWith("tls", StringComparison.Ordinal), read.Serving is null);
        Assert.Equal(key == "ca.crt", read.TrustedCas.Count == 0);
    }

    [Fact]
    public void Key_of_another_certificate_is_rejected()
    {
        var (data, other) = (CertificateSecret.Write(Given.CreateSet()), CertificateSecret.Write(Given.CreateSet()));
        data["tls.key"] = other["tls.key"];

        Assert.Null(Read(data).Set.Serving);
    }

    [Fact]
    public void Certificate_that_cannot_sign_is_rejected_as_CA()
    {
        var data = CertificateSecret.Write(Given.CreateSet());
        (data["authority.crt"], data["authority.key"]) = (data["tls.crt"], data["tls.key"]);
        var (read, problems) = Read(data);

        Assert.Null(read.Ca);
        Assert.Equal(["authority.crt is not a CA certificate"], problems);
    }

    [Theory]
    [InlineData("authority.crt", "authority.key")]
    [InlineData("tls.crt", "tls.key")]
    public void RSA_key_is_rejected(string certificateName, string keyName)
    {
        var data = CertificateSecret.Write(Given.CreateSet());
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(Given.Start, Given.Start + Given.CaValidity);
        data[certificateName] = EncodeBase64(certificate.ExportCertificatePem());
        data[keyName] = EncodeBase64(key.ExportPkcs8PrivateKeyPem());

        Assert.Equal([$"{certificateName} and {keyName}{NotAPair}"], Read(data).Problems);
    }

    [Fact]
    public void Null_value_is_reported()
    {
        var data = CertificateSecret.Write(Given.CreateSet());
        data["ca.crt"] = null!;

        Assert.Equal(["ca.crt is not a list of certificates"], Read(data).Problems);
    }

    [Fact]
    public void Empty_Secret_is_reported() => Assert.Equal(2, Read([]).Problems.Count);

    [Fact]
    public void Problem_never_contains_a_private_key()
    {
        var data = CertificateSecret.Write(Given.CreateSet());
        var key = Encoding.UTF8.GetString(Convert.FromBase64String(data["tls.key"]));
        data["tls.key"] = EncodeBase64(key.Replace("END", "BEND", StringComparison.Ordinal));

        Assert.All(
            Read(data).Problems,
            problem => Assert.DoesNotContain(key.Split('\n')[1], problem, StringComparison.Ordinal));
    }

    private static string EncodeBase64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static (CertificateSet Set, List<string> Problems) Read(Dictionary<string, string> data)
    {
        var problems = new List<string>();
        return (CertificateSecret.Read(data, problems), problems);
    }
}
