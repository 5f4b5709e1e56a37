using System.Security.Cryptography;
using System.Text;
using AppMeshInject.Certificates;
using Xunit;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Tests.Certificates;

public sealed class CertificateSecretTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var set = Given.Set().Renew(Given.Policy, Given.Start, []) with { };
        var (read, problems) = Read(CertificateSecret.Write(set));

        Assert.Empty(problems);
        Assert.Equal(set.Authority, read.Authority);
        Assert.Equal(set.Serving, read.Serving);
        Assert.Equal(set.Trusted, read.Trusted);
        Assert.True(read.Authority!.HasPrivateKey && read.Serving!.HasPrivateKey);
        Assert.Same(read, read.Renew(Given.Policy, Given.Start, []));
    }

    [Theory]
    [InlineData("authority.crt", "", "authority.crt and authority.key are no ECDSA certificate with its key")]
    [InlineData("authority.key", "bm9uc2Vuc2U=", "authority.crt and authority.key are no ECDSA certificate with its key")]
    [InlineData("tls.crt", "not base64!", "tls.crt and tls.key are no ECDSA certificate with its key")]
    [InlineData("tls.key", "", "tls.crt and tls.key are no ECDSA certificate with its key")]
    [InlineData("ca.crt", "%", "ca.crt holds no certificates")]
    public void A_part_that_is_spoilt_is_named_and_costs_no_other(string key, string value, string problem)
    {
        var data = CertificateSecret.Write(Given.Set());
        data[key] = value;
        var (read, problems) = Read(data);

        Assert.Equal([problem], problems);
        Assert.Equal(key.StartsWith("authority", StringComparison.Ordinal), read.Authority is null);
        Assert.Equal(key.StartsWith("tls", StringComparison.Ordinal), read.Serving is null);
        Assert.Equal(key == "ca.crt", read.Trusted.Count == 0);
    }

    [Fact]
    public void A_key_of_another_certificate_is_none()
    {
        var (data, other) = (CertificateSecret.Write(Given.Set()), CertificateSecret.Write(Given.Set()));
        data["tls.key"] = other["tls.key"];

        Assert.Null(Read(data).Set.Serving);
    }

    [Fact]
    public void An_authority_that_cannot_sign_is_none()
    {
        var data = CertificateSecret.Write(Given.Set());
        (data["authority.crt"], data["authority.key"]) = (data["tls.crt"], data["tls.key"]);
        var (read, problems) = Read(data);

        Assert.Null(read.Authority);
        Assert.Equal(["authority.crt is no authority"], problems);
    }

    [Theory]
    [InlineData("authority")]
    [InlineData("tls")]
    public void A_key_of_another_sort_is_none(string part)
    {
        var data = CertificateSecret.Write(Given.Set());
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(Given.Start, Given.Start + Given.AuthorityLife);
        (data[$"{part}.crt"], data[$"{part}.key"]) = (Base64(certificate.ExportCertificatePem()), Base64(key.ExportPkcs8PrivateKeyPem()));

        Assert.Equal([$"{part}.crt and {part}.key are no ECDSA certificate with its key"], Read(data).Problems);
    }

    [Fact]
    public void Null_is_as_good_as_nothing()
    {
        var data = CertificateSecret.Write(Given.Set());
        data["ca.crt"] = null!;

        Assert.Equal(["ca.crt holds no certificates"], Read(data).Problems);
    }

    [Fact]
    public void An_empty_Secret_holds_nothing() => Assert.Equal(2, Read([]).Problems.Count);

    [Fact]
    public void A_problem_never_quotes_a_key()
    {
        var data = CertificateSecret.Write(Given.Set());
        var key = Encoding.UTF8.GetString(Convert.FromBase64String(data["tls.key"]));
        data["tls.key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.Replace("END", "BEND", StringComparison.Ordinal)));

        Assert.All(Read(data).Problems, problem => Assert.DoesNotContain(key.Split('\n')[1], problem, StringComparison.Ordinal));
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static (CertificateSet Set, List<string> Problems) Read(Dictionary<string, string> data)
    {
        var problems = new List<string>();
        return (CertificateSecret.Read(data, problems), problems);
    }
}
