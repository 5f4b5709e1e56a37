using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Kubeconfig;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.Kubeconfig;

/// <summary>Tests calls to the API server with the connection of a kubeconfig.</summary>
public sealed class KubeconfigConnectionTests : IDisposable
{
    private const int MaxResponseLength = 64 * 1024 * 1024;

    private static readonly Dictionary<string, string> Responses =
        new() { ["GET /version"] = """{"gitVersion":"v1.32.1"}""" };

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Request_has_the_token_and_the_impersonated_user()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Responses);
        _folder.WriteConfig(server.Address, "{token: t, as: other}");

        Assert.Equal("v1.32.1", await GetVersionAsync());
        Assert.Equal(["GET /version Bearer tother"], server.Requests);
    }

    [Fact]
    public async Task Path_of_the_server_precedes_the_path_of_the_API()
    {
        var responses = new Dictionary<string, string> { ["GET /k8s/c-1/version"] = Responses["GET /version"] };
        await using var server = await FakeServer.StartAsync(_folder.Certificate, responses);
        _folder.WriteConfig(new Uri(server.Address, "/k8s/c-1"));

        Assert.Equal("v1.32.1", await GetVersionAsync());
    }

    [Fact]
    public async Task Client_certificate_is_sent()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Responses);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=jane", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        _folder.Write("client.crt", certificate.ExportCertificatePem());
        _folder.Write("client.key", key.ExportECPrivateKeyPem());
        _folder.WriteConfig(server.Address, "{client-certificate: client.crt, client-key: client.key}");

        Assert.Equal("v1.32.1", await GetVersionAsync());
        Assert.Equal(["GET /version CN=jane"], server.Requests);
    }

    [Theory]
    [InlineData("tls-server-name: kubernetes.example, certificate-authority: other/ca.crt", null)]
    [InlineData("certificate-authority: other/ca.crt", "set tls-server-name")]
    [InlineData("tls-server-name: other.example, certificate-authority: other/ca.crt", "set tls-server-name")]
    [InlineData(
        "tls-server-name: kubernetes.example, certificate-authority: ca.crt",
        "download the kubeconfig of the cluster again")]
    [InlineData("tls-server-name: kubernetes.example", "download the kubeconfig of the cluster again")]
    [InlineData("insecure-skip-tls-verify: true", null)]
    public async Task Certificate_of_the_server_is_verified_unless_that_is_disabled(string cluster, string? fix)
    {
        Directory.CreateDirectory(_folder.GetPath("other"));
        using var named = new TestCertificate(_folder.GetPath("other"), "kubernetes.example");
        _folder.Write("other/ca.crt", named.CaPem);
        await using var server = await FakeServer.StartAsync(named, Responses);
        _folder.WriteConfig(server.Address, cluster: cluster);

        if (fix is null)
        {
            Assert.Equal("v1.32.1", await GetVersionAsync());
        }
        else
        {
            var message = (await GetErrorAsync()).Message;
            Assert.StartsWith("the TLS connection to the API server ", message, StringComparison.Ordinal);
            Assert.Contains(fix, message, StringComparison.Ordinal);
            Assert.Empty(server.Requests);
        }
    }

    [Theory]
    [InlineData(
        401, "rejected the credentials (401: go away); log in again, or check the user of context \"test\"", true)]
    [InlineData(403, "go away", false)]
    [InlineData(404, "go away", false)]
    [InlineData(500, "go away", false)]
    public async Task Error_has_the_message_of_the_server(int status, string message, bool isFinal)
    {
        var responses = new Dictionary<string, string>
        {
            ["GET /version"] = """{"kind":"Status","message":"go away"}""",
        };
        await using var server = await FakeServer.StartAsync(_folder.Certificate, responses);
        server.Statuses["GET /version"] = status;
        _folder.WriteConfig(server.Address);

        var error = await GetErrorAsync();

        Assert.Equal((HttpStatusCode)status, error.Status);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(isFinal, error.IsFinal);
    }

    [Fact]
    public async Task Error_without_a_message_of_the_server_has_the_status()
    {
        var responses = new Dictionary<string, string> { ["GET /version"] = "<html>" };
        await using var server = await FakeServer.StartAsync(_folder.Certificate, responses);
        server.Statuses["GET /version"] = 502;
        _folder.WriteConfig(server.Address);

        Assert.Equal("the API server responded to GET /version with status 502", (await GetErrorAsync()).Message);
    }

    [Fact]
    public async Task Response_that_is_not_JSON_is_reported()
    {
        var responses = new Dictionary<string, string> { ["GET /version"] = "<html>" };
        await using var server = await FakeServer.StartAsync(_folder.Certificate, responses);
        _folder.WriteConfig(server.Address);

        Assert.Contains("is not an API server", (await GetErrorAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    public async Task Response_404_without_a_Status_does_not_count_as_a_missing_object(string page)
    {
        await using var server = await FakeServer.StartAsync(
            _folder.Certificate, new Dictionary<string, string> { ["GET /version"] = page });
        server.Statuses["GET /version"] = 404;
        _folder.WriteConfig(server.Address);
        using var session = await ConnectAsync();

        var error = await Assert.ThrowsAsync<ApiException>(
            () => session.FindAsync(
                "/version", KubernetesJson.Default.VersionInfo, TestContext.Current.CancellationToken));

        Assert.Contains("is not an API server", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_that_does_not_exist_is_an_error()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string>());
        _folder.WriteConfig(server.Address);
        using var session = await ConnectAsync();

        await Assert.ThrowsAsync<ApiException>(
            () => session.ListAsync(
                "/api/v1/namespaces", KubernetesJson.Default.PodList, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_that_cannot_be_reached_is_named()
    {
        _folder.WriteConfig(new Uri($"https://127.0.0.1:{FreePorts.Take()}"));

        var error = await GetErrorAsync();

        Assert.Matches(@"^the API server https://127\.0\.0\.1:\d+ cannot be reached: ", error.Message);
        Assert.True(error.IsFinal);
    }

    [Theory]
    [InlineData("{token: \"t\u00f6ken\"}")]
    [InlineData("{token: \"a\\nb\"}")]
    [InlineData("{token: t, as: \"j\u00fcrgen\"}")]
    public async Task Credentials_that_a_header_cannot_have_are_reported(string user)
    {
        _folder.WriteConfig(new Uri("https://127.0.0.1:6443"), user);

        var error = await Assert.ThrowsAsync<KubeconfigException>(GetVersionAsync);

        Assert.Contains(
            "has a character that an HTTP header cannot have, such as a line break or a non-ASCII letter; correct it",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_that_is_too_long_is_reported()
    {
        var responses = new Dictionary<string, string> { ["GET /version"] = new string(' ', MaxResponseLength + 1) };
        await using var server = await FakeServer.StartAsync(_folder.Certificate, responses);
        _folder.WriteConfig(server.Address);

        Assert.Contains(
            "is not an API server: the response is longer than 64 MiB; check the server of context \"test\"",
            (await GetErrorAsync()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("puser:ppass", "puser:ppass")]
    [InlineData("p%40user:p%3Ass%2F", "p@user:p:ss/")]
    public async Task Proxy_gets_the_user_and_password_of_its_address(string address, string credentials)
    {
        await using var proxy = new FakeProxy(credentials);
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Responses);
        _folder.WriteConfig(
            server.Address, cluster: $"certificate-authority: ca.crt, proxy-url: \"http://{address}@{proxy.Address}\"");

        Assert.Equal("v1.32.1", await GetVersionAsync());
    }

    [Fact]
    public async Task Proxy_that_cannot_be_reached_is_named()
    {
        var proxy = $"127.0.0.1:{FreePorts.Take()}";
        _folder.WriteConfig(new Uri("https://127.0.0.1:6443"), cluster: $"proxy-url: \"http://puser:ppass@{proxy}\"");

        Assert.StartsWith(
            $"the API server https://127.0.0.1:6443 cannot be reached through the proxy http://{proxy}: ",
            (await GetErrorAsync()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_has_no_password_of_the_server_or_the_proxy()
    {
        await using var proxy = new FakeProxy(credentials: null);
        _folder.WriteConfig(
            new Uri("https://me:srvpass@127.0.0.1:6443/k8s"),
            cluster: $"proxy-url: \"http://puser:ppass@{proxy.Address}\"");

        var error = await GetErrorAsync();

        Assert.StartsWith(
            $"the API server https://127.0.0.1:6443/k8s cannot be reached: the proxy http://{proxy.Address} "
            + "rejected the connection; ",
            error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotMatch("puser|ppass|srvpass", error.Message);
    }

    [Fact]
    public async Task Error_has_no_password_of_the_proxy_of_the_environment()
    {
        await using var proxy = new FakeProxy(credentials: null);
        _folder.WriteConfig(new Uri("https://me:srvpass@127.0.0.1:6443"));

        var environment = _folder.Environment;
        environment["HTTPS_PROXY"] = $"http://puser:ppass@{proxy.Address}";

        var run = await CommandProcess.RunAsync(["check"], environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(
            $"the proxy http://{proxy.Address} rejected the connection", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("puser|ppass|srvpass", run.Error);
    }

    private Task<ApiException> GetErrorAsync() => Assert.ThrowsAsync<ApiException>(GetVersionAsync);

    private async Task<string?> GetVersionAsync()
    {
        using var session = await ConnectAsync();
        var info = await session.GetAsync(
            "/version", KubernetesJson.Default.VersionInfo, TestContext.Current.CancellationToken);
        return info.GitVersion;
    }

    private async Task<ApiSession> ConnectAsync() =>
        new(await KubeconfigConnection.CreateAsync(_folder.Read(), TestContext.Current.CancellationToken));
}
