using System.Net;
using System.Security.Cryptography;
using AppMeshInject.Kubeconfig;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;
using System.Security.Cryptography.X509Certificates;

namespace AppMeshInject.Tests.Kubeconfig;

public sealed class ClusterClientTests : IDisposable
{
    private static readonly Dictionary<string, string> Answers = new() { ["GET /version"] = """{"gitVersion":"v1.32.1"}""" };

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_server_is_asked_with_the_token_and_as_whom()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Answers);
        _folder.WriteConfig(server.Address, "{token: t, as: other}");

        Assert.Equal("v1.32.1", await VersionAsync());
        Assert.Equal(["GET /version Bearer tother"], server.Requests);
    }

    [Fact]
    public async Task A_path_of_the_server_comes_before_that_of_the_API()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /k8s/c-1/version"] = Answers["GET /version"] });
        _folder.WriteConfig(new Uri(server.Address, "/k8s/c-1"));

        Assert.Equal("v1.32.1", await VersionAsync());
    }

    [Fact]
    public async Task A_certificate_proves_who_asks()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Answers);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=jane", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        _folder.Write("client.crt", certificate.ExportCertificatePem());
        _folder.Write("client.key", key.ExportECPrivateKeyPem());
        _folder.WriteConfig(server.Address, "{client-certificate: client.crt, client-key: client.key}");

        Assert.Equal("v1.32.1", await VersionAsync());
        Assert.Equal(["GET /version CN=jane"], server.Requests);
    }

    [Theory]
    [InlineData("tls-server-name: kubernetes.example, certificate-authority: other/ca.crt", null)]
    [InlineData("certificate-authority: other/ca.crt", "set tls-server-name")]
    [InlineData("tls-server-name: other.example, certificate-authority: other/ca.crt", "set tls-server-name")]
    [InlineData("tls-server-name: kubernetes.example, certificate-authority: ca.crt", "get the kubeconfig of the cluster anew")]
    [InlineData("tls-server-name: kubernetes.example", "get the kubeconfig of the cluster anew")]
    [InlineData("insecure-skip-tls-verify: true", null)]
    public async Task The_server_must_prove_its_name_unless_that_is_not_wanted(string cluster, string? advice)
    {
        Directory.CreateDirectory(_folder.PathOf("other"));
        using var named = new TestCertificate(_folder.PathOf("other"), "kubernetes.example");
        _folder.Write("other/ca.crt", named.CaPem);
        await using var server = await FakeServer.StartAsync(named, Answers);
        _folder.WriteConfig(server.Address, cluster: cluster);

        if (advice is null)
        {
            Assert.Equal("v1.32.1", await VersionAsync());
        }
        else
        {
            var message = (await FailureAsync()).Message;
            Assert.Contains("do not trust each other", message, StringComparison.Ordinal);
            Assert.Contains(advice, message, StringComparison.Ordinal);
            Assert.Empty(server.Requests);
        }
    }

    [Theory]
    [InlineData(401, "does not know who asks (401: go away): log in again, or see to the user of context \"test\"", true)]
    [InlineData(403, "go away", false)]
    [InlineData(404, "go away", false)]
    [InlineData(500, "go away", false)]
    public async Task What_the_server_says_of_a_failure_is_told(int status, string message, bool isFinal)
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /version"] = """{"kind":"Status","message":"go away"}""" });
        server.Statuses["GET /version"] = status;
        _folder.WriteConfig(server.Address);

        var failure = await FailureAsync();

        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(isFinal, failure.IsFinal);
    }

    [Fact]
    public async Task A_failure_without_words_is_told_by_its_number()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /version"] = "<html>" });
        server.Statuses["GET /version"] = 502;
        _folder.WriteConfig(server.Address);

        Assert.Equal("the API server answered 502", (await FailureAsync()).Message);
    }

    [Fact]
    public async Task Something_else_than_an_API_server_is_told()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /version"] = "<html>" });
        _folder.WriteConfig(server.Address);

        Assert.Contains("is no API server", (await FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    public async Task Something_else_that_was_not_found_does_not_count_as_an_object_that_is_not_there(string page)
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /version"] = page });
        server.Statuses["GET /version"] = 404;
        _folder.WriteConfig(server.Address);
        using var client = await KubeconfigApiClient.ConnectAsync(_folder.Read(), TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<ClusterException>(() => client.FindAsync("/version", VersionInfo.Read, TestContext.Current.CancellationToken));

        Assert.Contains("is no API server", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_one_of_no_API_server()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string>());
        _folder.WriteConfig(server.Address);
        using var client = await KubeconfigApiClient.ConnectAsync(_folder.Read(), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ClusterException>(() => client.ListAsync("/api/v1/namespaces", VersionInfo.Read, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named()
    {
        _folder.WriteConfig(new Uri($"https://127.0.0.1:{FreePorts.Take()}"));

        var failure = await FailureAsync();

        Assert.Matches(@"^the API server https://127\.0\.0\.1:\d+ cannot be reached: ", failure.Message);
        Assert.True(failure.IsFinal);
    }

    [Theory]
    [InlineData("{token: \"t\u00f6ken\"}")]
    [InlineData("{token: \"a\\nb\"}")]
    [InlineData("{token: t, as: \"j\u00fcrgen\"}")]
    public async Task A_letter_that_cannot_be_sent_is_told(string user)
    {
        _folder.WriteConfig(new Uri("https://127.0.0.1:6443"), user);

        var fault = await Assert.ThrowsAsync<KubeconfigException>(VersionAsync);

        Assert.Contains("has a character that cannot be sent, such as a line break or a letter that is not ASCII: write it anew", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_told()
    {
        await using var server = await FakeServer.StartAsync(_folder.Certificate, new Dictionary<string, string> { ["GET /version"] = new string(' ', KubeconfigApiClient.MaxResponseBytes + 1) });
        _folder.WriteConfig(server.Address);

        Assert.Contains("is no API server: it answered with more than 64 MiB", (await FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("puser:ppass", "puser:ppass")]
    [InlineData("p%40user:p%3Ass%2F", "p@user:p:ss/")]
    public async Task A_proxy_is_told_the_user_and_password_of_its_address(string written, string meant)
    {
        await using var proxy = new FakeProxy(meant);
        await using var server = await FakeServer.StartAsync(_folder.Certificate, Answers);
        _folder.WriteConfig(server.Address, cluster: $"certificate-authority: ca.crt, proxy-url: \"http://{written}@{proxy.Address}\"");

        Assert.Equal("v1.32.1", await VersionAsync());
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named()
    {
        var proxy = $"127.0.0.1:{FreePorts.Take()}";
        _folder.WriteConfig(new Uri("https://127.0.0.1:6443"), cluster: $"proxy-url: \"http://puser:ppass@{proxy}\"");

        Assert.StartsWith($"the API server https://127.0.0.1:6443 cannot be reached by way of the proxy http://{proxy}: ", (await FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_password_of_the_server_nor_that_of_a_proxy_is_told()
    {
        await using var proxy = new FakeProxy(userAndPassword: null);
        _folder.WriteConfig(new Uri("https://me:srvpass@127.0.0.1:6443/k8s"), cluster: $"proxy-url: \"http://puser:ppass@{proxy.Address}\"");

        var failure = await FailureAsync();

        Assert.StartsWith($"the API server https://127.0.0.1:6443/k8s cannot be reached: the proxy http://{proxy.Address} refuses", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch("puser|ppass|srvpass", failure.Message);
    }

    [Fact]
    public async Task The_password_of_a_proxy_of_the_environment_is_not_told()
    {
        await using var proxy = new FakeProxy(userAndPassword: null);
        _folder.WriteConfig(new Uri("https://me:srvpass@127.0.0.1:6443"));

        var run = await CommandProcess.RunAsync(["check"], new Dictionary<string, string>(_folder.Environment) { ["HTTPS_PROXY"] = $"http://puser:ppass@{proxy.Address}" });

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"the proxy http://{proxy.Address} refuses", run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("puser|ppass|srvpass", run.Error);
    }

    private Task<ClusterException> FailureAsync() => Assert.ThrowsAsync<ClusterException>(VersionAsync);

    private async Task<string?> VersionAsync()
    {
        using var client = await KubeconfigApiClient.ConnectAsync(_folder.Read(), TestContext.Current.CancellationToken);
        return (await client.GetAsync("/version", VersionInfo.Read, TestContext.Current.CancellationToken)).GitVersion;
    }
}
