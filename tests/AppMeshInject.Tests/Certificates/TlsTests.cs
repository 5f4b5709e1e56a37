using AppMeshInject.Tests.Deploy;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the TLS versions and cipher suites of the webhook's port with the client of OpenSSL.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private RunningProgram _program = null!;

    public async ValueTask InitializeAsync() => _program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [InlineData("-tls1_3", "TLSv1.3")]
    [InlineData("-tls1_2", "TLSv1.2")]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384", "TLSv1.2")]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-CHACHA20-POLY1305", "TLSv1.2")]
    public void Current_versions_and_suites_are_accepted(string options, string version) =>
        Assert.Contains($"New, {version}, Cipher is ", Connect(options), StringComparison.Ordinal);

    [Theory]
    [InlineData("-tls1 -cipher ALL:@SECLEVEL=0")]
    [InlineData("-tls1_1 -cipher ALL:@SECLEVEL=0")]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA256:@SECLEVEL=0")]
    [InlineData("-tls1_2 -cipher AES128-GCM-SHA256:AES256-SHA:@SECLEVEL=0")]
    public void Old_versions_and_suites_without_forward_secrecy_are_rejected(string options)
    {
        var transcript = Connect(options);

        Assert.Contains("New, (NONE), Cipher is (NONE)", transcript, StringComparison.Ordinal);
        Assert.Contains("alert", transcript, StringComparison.Ordinal);
    }

    private string Connect(string options)
    {
        var client = Tool.Run("openssl", ["s_client", "-connect", $"127.0.0.1:{_program.Port}", .. options.Split(' ')]);
        Assert.SkipWhen(client is null, "openssl is not installed");
        return client.Output + client.Error;
    }
}
