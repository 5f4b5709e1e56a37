using System.Text;
using AppMeshInject.Kubeconfig;
using Xunit;

namespace AppMeshInject.Tests.Kubeconfig;

public sealed class KubeconfigReaderTests : IDisposable
{
    private const string Context = "current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\n";

    private static readonly Uri Server = new("https://127.0.0.1:6443/k8s/clusters/c-1");

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Current_context_selects_the_cluster_and_user()
    {
        _folder.WriteConfig(Server);

        var access = _folder.Read();

        Assert.Equal(("test", Server, "shop"), (access.Context, access.Server, access.Namespace));
        Assert.Equal("Bearer secret-token", access.Identity.Authorization);
        Assert.Equal(_folder.Certificate.CaPem, access.CaPem);
    }

    [Fact]
    public void Entries_of_the_first_file_win_over_the_second()
    {
        var first = _folder.Write(
            "first",
            "contexts: [{name: a, context: {cluster: both, user: both}}]\n"
            + "users: [{name: both, user: {token: first}}]\n");
        var second = _folder.Write("second", """
            current-context: a
            contexts:
            - {name: a, context: {cluster: other}}
            - {name: b, context: {cluster: both, user: both, namespace: till}}
            clusters: [{name: both, cluster: {server: "https://second"}}]
            users: [{name: both, user: {token: second, as: other}}]
            """);
        var environment =
            new Dictionary<string, string> { ["KUBECONFIG"] = $":{first}:{_folder.GetPath("missing")}:{second}" };

        var current = KubeconfigReader.Read(null, null, environment);
        var named = KubeconfigReader.Read(null, "b", environment);

        Assert.Equal(
            ("https://second", "Bearer first", "default"),
            (current.Server.OriginalString, current.Identity.Authorization, current.Namespace));
        Assert.Empty(current.Identity.Impersonation);
        Assert.Equal("till", named.Namespace);
    }

    [Fact]
    public void Default_file_is_read_without_KUBECONFIG()
    {
        Directory.CreateDirectory(_folder.GetPath(".kube"));
        _folder.WriteConfig(Server, cluster: "tls-server-name: kubernetes", name: ".kube/config");

        var environment = new Dictionary<string, string> { ["HOME"] = _folder.GetPath("") };
        Assert.Equal("kubernetes", KubeconfigReader.Read(null, null, environment).ServerName);
    }

    [Fact]
    public void JSON_file_with_inline_data_is_read()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(_folder.Certificate.CaPem));
        _folder.Write("config", $$$"""
            {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k"}}],
             "clusters":[{"name":"k","cluster":
              {"server":"http://localhost:8001","certificate-authority-data":"{{{data}}}"}}]}
            """);

        Assert.Equal(_folder.Certificate.CaPem, _folder.Read().CaPem);
        Assert.Null(_folder.Read().Identity.Authorization);
    }

    [Theory]
    [InlineData("{tokenFile: token, token: older}", "Bearer from-file")]
    [InlineData("{username: me, password: pass}", "Basic bWU6cGFzcw==")]
    [InlineData("{}", null)]
    public void Credentials_of_the_user_are_read(string user, string? authorization)
    {
        _folder.Write("token", "from-file\n");
        _folder.WriteConfig(Server, user);

        Assert.Equal(authorization, _folder.Read().Identity.Authorization);
    }

    [Fact]
    public void Missing_kubeconfig_error_names_the_searched_files()
    {
        Assert.Contains("KUBECONFIG: no file found in ", _folder.GetError(), StringComparison.Ordinal);
        Assert.Contains(
            "--kubeconfig: \"/no/such\" is not a file", _folder.GetError("/no/such"), StringComparison.Ordinal);
        var home = Assert.Throws<KubeconfigException>(
            () => KubeconfigReader.Read(null, null, new Dictionary<string, string> { ["HOME"] = "/no/such" }));
        Assert.Contains(
            "kubeconfig: /no/such/.kube/config does not exist; set --kubeconfig or KUBECONFIG",
            home.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_context_error_lists_the_contexts()
    {
        _folder.WriteConfig(Server);

        Assert.Equal(
            "--context: context \"tset\" does not exist; the contexts are: test", _folder.GetError(context: "tset"));
    }

    [Theory]
    [InlineData("", "current-context is not set")]
    [InlineData("current-context: [a]", "current-context is not a string")]
    [InlineData("contexts: {}\ncurrent-context: a", "contexts is not a list of objects")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b}}]", "cluster \"b\" does not exist")]
    [InlineData("current-context: a\ncontexts: [{name: a}]", "context \"a\": context is missing")]
    [InlineData(Context + "clusters: [{name: b, cluster: {}}]", "cluster \"b\": server is missing")]
    [InlineData(Context + "clusters: [{name: b, cluster: {server: 10.0.0.1}}]", "\"10.0.0.1\" is not a URL")]
    [InlineData(
        "current-context: a\ncontexts: [{name: a, context: {cluster: b, user: c}}]\n"
        + "clusters: [{name: b, cluster: {server: http://h}}]",
        "user \"c\" does not exist")]
    [InlineData(
        Context + "clusters: [{name: b, cluster: {server: \"https://h:99999\"}}]",
        "\"https://h:99999\" is not a URL that starts with https://, http:// and has a port of at most 65535")]
    [InlineData("a: b: c", "config: document 1, line ")]
    public void Malformed_kubeconfig_error_names_the_file_and_field(string text, string error)
    {
        _folder.Write("config", text);

        Assert.Contains(error, _folder.GetError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{auth-provider: {name: gcp}}", "use an exec plugin")]
    [InlineData("{as-user-extra: {a: [b]}}", "as-user-extra is not supported")]
    [InlineData("{client-certificate: ca.crt}", "must be set together")]
    [InlineData("{client-certificate: ca.crt, client-key: ca.crt}", "are not a PEM certificate and its private key")]
    [InlineData("{client-certificate: token, client-key: ca.crt}", "are not a PEM certificate and its private key")]
    [InlineData("{client-certificate-data: '-', client-key: ca.crt}", "client-certificate-data is not base64")]
    [InlineData("{tokenFile: no/such}", "tokenFile: Could not find")]
    [InlineData(
        "{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}",
        "v1alpha1\" is not client.authentication.k8s.io/v1 or")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1}}", "user \"me\": exec: command is missing")]
    public void Invalid_user_error_names_the_user_and_field(string user, string error)
    {
        _folder.Write("token", "from-file\n");
        _folder.WriteConfig(Server, user);

        Assert.Contains(error, _folder.GetError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate-authority: no/such", "certificate-authority: Could not find")]
    [InlineData("certificate-authority: config", "no PEM certificate found")]
    [InlineData("certificate-authority: ca.crt, insecure-skip-tls-verify: true", "are both set; remove one")]
    [InlineData("tls-server-name: \"a b/\\r\\nX: y\"", "tls-server-name: \"a b/??X: y\" is not a host name")]
    [InlineData("insecure-skip-tls-verify: often", "is not true or false")]
    [InlineData("proxy-url: ftp://x", "proxy-url: \"ftp://x\" is not a URL")]
    [InlineData("proxy-url: \"ftp://me:pass@x\"", "proxy-url: \"ftp://x\" is not a URL")]
    [InlineData("proxy-url: \"me:pass@x\"", "proxy-url: \"x\" is not a URL")]
    public void Invalid_cluster_error_names_the_cluster_and_field(string cluster, string error)
    {
        _folder.WriteConfig(Server, cluster: cluster);

        var message = _folder.GetError();
        Assert.Contains("cluster \"here\": ", message, StringComparison.Ordinal);
        Assert.Contains(error, message, StringComparison.Ordinal);
    }
}
