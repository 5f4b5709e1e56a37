using System.Text;
using AppMeshInject.Kubeconfig;
using Xunit;

namespace AppMeshInject.Tests.Kubeconfig;

public sealed class KubeconfigReaderTests : IDisposable
{
    private static readonly Uri Server = new("https://127.0.0.1:6443/k8s/clusters/c-1");

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_current_context_says_where_and_who()
    {
        _folder.WriteConfig(Server);

        var access = _folder.Read();

        Assert.Equal(("test", Server, "shop"), (access.Context, access.Server, access.Namespace));
        Assert.Equal("Bearer secret-token", access.Identity.Authorization);
        Assert.Equal(_folder.Certificate.CaPem, access.AuthorityPem);
    }

    [Fact]
    public void Of_two_files_the_first_counts_and_the_second_adds_what_it_lacks()
    {
        var first = _folder.Write("first", "contexts: [{name: a, context: {cluster: both, user: both}}]\nusers: [{name: both, user: {token: first}}]\n");
        var second = _folder.Write("second", """
            current-context: a
            contexts: [{name: a, context: {cluster: other}}, {name: b, context: {cluster: both, user: both, namespace: till}}]
            clusters: [{name: both, cluster: {server: "https://second"}}]
            users: [{name: both, user: {token: second, as: other}}]
            """);
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = $":{first}:{_folder.PathOf("missing")}:{second}" };

        var current = KubeconfigReader.Read(null, null, environment);
        var named = KubeconfigReader.Read(null, "b", environment);

        Assert.Equal(("https://second", "Bearer first", "default"), (current.Server.OriginalString, current.Identity.Authorization, current.Namespace));
        Assert.Empty(current.Identity.Impersonation);
        Assert.Equal("till", named.Namespace);
    }

    [Fact]
    public void Without_a_variable_the_file_at_home_is_read()
    {
        Directory.CreateDirectory(_folder.PathOf(".kube"));
        _folder.WriteConfig(Server, cluster: "tls-server-name: kubernetes", name: ".kube/config");

        Assert.Equal("kubernetes", KubeconfigReader.Read(null, null, new Dictionary<string, string> { ["HOME"] = _folder.PathOf("") }).ServerName);
    }

    [Fact]
    public void A_file_of_JSON_and_data_in_place_of_files_are_read()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(_folder.Certificate.CaPem));
        _folder.Write("config", $$$"""
            {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k"}}],
             "clusters":[{"name":"k","cluster":{"server":"http://localhost:8001","certificate-authority-data":"{{{data}}}"}}]}
            """);

        Assert.Equal(_folder.Certificate.CaPem, _folder.Read().AuthorityPem);
        Assert.Null(_folder.Read().Identity.Authorization);
    }

    [Theory]
    [InlineData("{tokenFile: token, token: older}", "Bearer from-file")]
    [InlineData("{username: me, password: pass}", "Basic bWU6cGFzcw==")]
    [InlineData("{}", null)]
    public void The_user_proves_who_it_is(string user, string? authorization)
    {
        _folder.Write("token", "from-file\n");
        _folder.WriteConfig(Server, user);

        Assert.Equal(authorization, _folder.Read().Identity.Authorization);
    }

    [Fact]
    public void Without_any_kubeconfig_it_says_where_one_was_looked_for()
    {
        Assert.Contains("KUBECONFIG names no file that is there", _folder.FaultOf(), StringComparison.Ordinal);
        Assert.Contains("--kubeconfig: \"/no/such\" is no file", _folder.FaultOf("/no/such"), StringComparison.Ordinal);
        var home = Assert.Throws<KubeconfigException>(() => KubeconfigReader.Read(null, null, new Dictionary<string, string> { ["HOME"] = "/no/such" }));
        Assert.Contains("/no/such/.kube/config is not there; name one with --kubeconfig or KUBECONFIG", home.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_context_is_answered_with_those_there_are()
    {
        _folder.WriteConfig(Server);

        Assert.Equal("--context: the kubeconfig has no context \"tset\"; it has test", _folder.FaultOf(context: "tset"));
    }

    [Theory]
    [InlineData("", "has no current-context")]
    [InlineData("current-context: [a]", "current-context is not a string")]
    [InlineData("contexts: {}\ncurrent-context: a", "contexts is not a list of objects")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b}}]", "no cluster \"b\"")]
    [InlineData("current-context: a\ncontexts: [{name: a}]", "context \"a\": context is missing")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {}}]", "cluster \"b\": server is missing")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {server: 10.0.0.1}}]", "\"10.0.0.1\" is not an address")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b, user: c}}]\nclusters: [{name: b, cluster: {server: http://h}}]", "no user \"c\"")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {server: \"https://h:99999\"}}]", "\"https://h:99999\" is not an address that begins with https://, http://, with a port of at most 65535")]
    [InlineData("a: b: c", "config: document 1, line ")]
    public void What_is_malformed_is_named_with_its_file(string text, string fault)
    {
        _folder.Write("config", text);

        Assert.Contains(fault, _folder.FaultOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{auth-provider: {name: gcp}}", "use an exec plugin")]
    [InlineData("{as-user-extra: {a: [b]}}", "as-user-extra is not supported")]
    [InlineData("{client-certificate: ca.crt}", "need each other")]
    [InlineData("{client-certificate: ca.crt, client-key: ca.crt}", "not a certificate and its key")]
    [InlineData("{client-certificate: token, client-key: ca.crt}", "not a certificate and its key in PEM: there is no certificate in it")]
    [InlineData("{client-certificate-data: '-', client-key: ca.crt}", "client-certificate-data is not base64")]
    [InlineData("{tokenFile: no/such}", "tokenFile: Could not find")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}", "v1alpha1\" is not client.authentication.k8s.io/v1 or")]
    [InlineData("{exec: {apiVersion: client.authentication.k8s.io/v1}}", "user \"me\": exec: command is missing")]
    public void A_user_that_cannot_be_used_is_named(string user, string fault)
    {
        _folder.Write("token", "from-file\n");
        _folder.WriteConfig(Server, user);

        Assert.Contains(fault, _folder.FaultOf(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate-authority: no/such", "certificate-authority: Could not find")]
    [InlineData("certificate-authority: config", "has no certificate in PEM")]
    [InlineData("certificate-authority: ca.crt, insecure-skip-tls-verify: true", "has both")]
    [InlineData("tls-server-name: \"a b/\\r\\nX: y\"", "tls-server-name: \"a b/??X: y\" is no name of a host")]
    [InlineData("insecure-skip-tls-verify: often", "is not true or false")]
    [InlineData("proxy-url: ftp://x", "proxy-url: \"ftp://x\" is not an address")]
    [InlineData("proxy-url: \"ftp://me:pass@x\"", "proxy-url: \"ftp://x\" is not an address")]
    [InlineData("proxy-url: \"me:pass@x\"", "proxy-url: \"x\" is not an address")]
    public void A_cluster_that_cannot_be_used_is_named(string cluster, string fault)
    {
        _folder.WriteConfig(Server, cluster: cluster);

        var message = _folder.FaultOf();
        Assert.Contains("cluster \"here\": ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }
}
