using System.Text.Json.Nodes;
using AppMeshInject.Kubeconfig;
using Xunit;

namespace AppMeshInject.Tests.Kubeconfig;

public sealed class ExecPluginTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(V1, "./plugin")]
    [InlineData(V1, "plugin")]
    [InlineData(V1Beta1, "plugin")]
    public async Task A_plugin_is_found_beside_the_kubeconfig_or_on_the_PATH_and_tells_a_token(string version, string command)
    {
        _folder.WriteScript("plugin", $$$"""
            printf '{"apiVersion":"{{{version}}}","kind":"ExecCredential","status":{"token":"%s-%s"}}' "$1" "$FLAVOUR"
            """);

        var identity = await AskAsync($"apiVersion: {version}, command: {command}, args: [get], env: [{{name: FLAVOUR, value: sweet}}], interactiveMode: Never");

        Assert.Equal("Bearer get-sweet", identity.Authorization);
    }

    [Fact]
    public async Task A_plugin_is_told_of_the_cluster_where_it_wants_to_know()
    {
        _folder.WriteScript("plugin", $$$"""
            printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/told"
            printf '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{"token":"t"}}'
            """);

        await AskAsync($"apiVersion: {V1}, command: ./plugin, provideClusterInfo: true, interactiveMode: Never");

        var told = JsonNode.Parse(await File.ReadAllTextAsync(_folder.PathOf("told"), TestContext.Current.CancellationToken))!;
        Assert.Equal((V1, "ExecCredential"), (told["apiVersion"]!.ToString(), told["kind"]!.ToString()));
        Assert.False(told["spec"]!["interactive"]!.GetValue<bool>());
        Assert.Equal("https://127.0.0.1:1", told["spec"]!["cluster"]!["server"]!.ToString());
        Assert.NotEmpty(Convert.FromBase64String(told["spec"]!["cluster"]!["certificate-authority-data"]!.ToString()));
    }

    [Theory]
    [InlineData("exit 3", "failed with exit code 3")]
    [InlineData("echo rubbish", "printed something else than an ExecCredential")]
    [InlineData("echo null", "printed something else than an ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\"}'", "printed something else than an ExecCredential of client.authentication.k8s.io/v1")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"\"}}'", "printed neither a token nor a certificate")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"clientCertificateData\":\"x\",\"clientKeyData\":\"y\"}}'", "printed no certificate and its key")]
    [InlineData("yes", "printed more than 1 MiB")]
    public async Task A_plugin_that_fails_or_prints_rubbish_is_told_of_with_its_hint(string script, string fault)
    {
        _folder.WriteScript("plugin", script + "\n");

        var message = (await Assert.ThrowsAsync<KubeconfigException>(() => AskAsync($"apiVersion: {V1}, command: ./plugin, interactiveMode: Never, installHint: see example.com"))).Message;

        Assert.Contains("user \"me\": exec: the plugin \"./plugin\" " + fault, message, StringComparison.Ordinal);
        Assert.EndsWith("; see example.com", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a file")]
    [InlineData("a link to a file")]
    [InlineData("a link to nothing")]
    [InlineData("a folder")]
    public async Task What_cannot_be_executed_hides_no_plugin_later_on_the_PATH(string what)
    {
        _folder.WriteScript("plugin", $$$"""printf '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{"token":"t"}}'""");
        var earlier = Directory.CreateDirectory(_folder.PathOf("earlier")).FullName;
        var hiding = Path.Combine(earlier, "plugin");
        switch (what)
        {
            case "a file":
                await File.WriteAllTextAsync(hiding, "", TestContext.Current.CancellationToken);
                break;
            case "a link to a file":
                File.CreateSymbolicLink(hiding, _folder.PathOf("ca.crt"));
                break;
            case "a link to nothing":
                File.CreateSymbolicLink(hiding, _folder.PathOf("no-such-file"));
                break;
            default:
                Directory.CreateDirectory(hiding);
                break;
        }

        _folder.PathPrefix = earlier + ":";

        Assert.Equal("Bearer t", (await AskAsync($"apiVersion: {V1}, command: plugin, interactiveMode: Never")).Authorization);
    }

    [Theory]
    [InlineData("no-such-plugin", "is not on the PATH")]
    [InlineData("\"a\\0b\"", "is not on the PATH")]
    [InlineData("ca.crt", "is not on the PATH as a file that can be executed")]
    [InlineData("./no-such-plugin", "cannot be run")]
    [InlineData("./ca.crt", "cannot be run")]
    public async Task A_plugin_that_cannot_be_run_is_told_of(string command, string fault)
    {
        var message = (await Assert.ThrowsAsync<KubeconfigException>(() => AskAsync($"apiVersion: {V1}, command: {command}, interactiveMode: Never"))).Message;

        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interactiveMode: Sometimes", "is not Never, IfAvailable or Always")]
    [InlineData("provideClusterInfo: false", "interactiveMode is missing")]
    public async Task How_a_plugin_may_ask_a_person_must_be_said(string mode, string fault)
    {
        _folder.WriteScript("plugin", "exit 1");

        var message = (await Assert.ThrowsAsync<KubeconfigException>(() => AskAsync($"apiVersion: {V1}, command: ./plugin, {mode}"))).Message;

        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    private Task<Identity> AskAsync(string exec)
    {
        _folder.WriteConfig(new Uri("https://127.0.0.1:1"), $"{{exec: {{{exec}}}}}");
        var access = _folder.Read();
        return access.Identity.Plugin!.AskAsync(access, TestContext.Current.CancellationToken);
    }
}
