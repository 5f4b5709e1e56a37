using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Tests.Deploy;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests which certificates a TLS handshake sends.</summary>
public sealed class CertificateChainTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("-tls1_3")]
    [InlineData("-tls1_2")]
    public async Task Handshake_sends_the_intermediates_but_not_the_root(string version)
    {
        using var root = CreateCa("CN=root", issuer: null);
        using var intermediate = CreateCa("CN=intermediate", root);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256)
            .Create(intermediate, Now.AddHours(-1), Now.AddHours(1), [1]);
        var certificateFile = Path.Combine(_folder.FullName, "tls.crt");
        var keyFile = Path.Combine(_folder.FullName, "tls.key");
        X509Certificate2[] chain = [leaf, intermediate, root];
        await File.WriteAllLinesAsync(
            certificateFile,
            chain.Select(certificate => certificate.ExportCertificatePem()),
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", $"--tlscert={certificateFile}", $"--tlskey={keyFile}"]);

        var client = Tool.Run("openssl", ["s_client", "-connect", $"127.0.0.1:{program.Port}", "-showcerts", version]);
        Assert.SkipWhen(client is null, "openssl is not installed");

        var subjects = client.Output.Split('\n').Where(line => line.Contains(" s:CN = ", StringComparison.Ordinal));
        Assert.Equal(["leaf", "intermediate"], subjects.Select(line => line.Split(' ')[^1]));
    }

    private static X509Certificate2 CreateCa(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(Now.AddHours(-2), Now.AddHours(2));
        }

        using var certificate = request.Create(issuer, Now.AddHours(-2), Now.AddHours(2), [2]);
        return certificate.CopyWithPrivateKey(key);
    }
}
