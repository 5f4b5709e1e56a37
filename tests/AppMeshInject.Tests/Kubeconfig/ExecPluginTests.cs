using System.Text.Json.Nodes;
using AppMeshInject.Kubeconfig;
using Xunit;

namespace AppMeshInject.Tests.Kubeconfig;

public sealed class ExecPluginTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private const string Output =
        """echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":""";

    private const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    private readonly KubeconfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(V1, "./plugin")]
    [InlineData(V1, "plugin")]
    [InlineData(V1Beta1, "plugin")]
    public async Task Plugin_next_to_the_kubeconfig_or_on_the_PATH_provides_a_token(string version, string command)
    {
        _folder.WriteScript("plugin", $$$"""
            printf '{"apiVersion":"{{{version}}}","kind":"ExecCredential","status":{"token":"%s-%s"}}' "$1" "$SUFFIX"
            """);

        var identity = await RunAsync(
            $"apiVersion: {version}, command: {command}, args: [get], env: [{{name: SUFFIX, value: x}}], "
            + "interactiveMode: Never");

        Assert.Equal("Bearer get-x", identity.Authorization);
    }

    [Fact]
    public async Task Plugin_with_provideClusterInfo_gets_the_cluster()
    {
        _folder.WriteScript("plugin", $$$"""
            printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"
            printf '{"apiVersion":"{{{V1}}}","kind":"ExecCredential","status":{"token":"t"}}'
            """);

        await RunAsync($"apiVersion: {V1}, command: ./plugin, provideClusterInfo: true, interactiveMode: Never");

        var info = JsonNode.Parse(
            await File.ReadAllTextAsync(_folder.GetPath("info"), TestContext.Current.CancellationToken))!;
        Assert.Equal((V1, "ExecCredential"), (info["apiVersion"]!.ToString(), info["kind"]!.ToString()));
        Assert.False(info["spec"]!["interactive"]!.GetValue<bool>());
        Assert.Equal("https://127.0.0.1:1", info["spec"]!["cluster"]!["server"]!.ToString());
        Assert.NotEmpty(Convert.FromBase64String(info["spec"]!["cluster"]!["certificate-authority-data"]!.ToString()));
    }

    [Theory]
    [InlineData("exit 3", "failed with exit code 3")]
    [InlineData("echo invalid", "did not print an ExecCredential")]
    [InlineData("echo null", "did not print an ExecCredential")]
    [InlineData(
        """echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential"}'""",
        "did not print an ExecCredential of client.authentication.k8s.io/v1")]
    [InlineData(Output + """{"token":""}}'""", "printed neither a token nor a certificate")]
    [InlineData(
        Output + """{"clientCertificateData":"x","clientKeyData":"y"}}'""",
        "printed a certificate and key that are not a PEM pair")]
    [InlineData("yes", "printed more than 1 MiB")]
    public async Task Plugin_that_fails_or_prints_invalid_output_is_reported_with_its_install_hint(
        string script, string error)
    {
        _folder.WriteScript("plugin", script + "\n");

        var message = await GetErrorAsync("command: ./plugin, interactiveMode: Never, installHint: see example.com");

        Assert.Contains("user \"me\": exec: plugin \"./plugin\" " + error, message, StringComparison.Ordinal);
        Assert.EndsWith("; see example.com", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a file")]
    [InlineData("a link to a file")]
    [InlineData("a link to nothing")]
    [InlineData("a folder")]
    public async Task File_that_is_not_executable_does_not_hide_a_plugin_later_on_the_PATH(string what)
    {
        _folder.WriteScript("plugin", Output + """{"token":"t"}}'""");
        var earlier = Directory.CreateDirectory(_folder.GetPath("earlier")).FullName;
        var hiding = Path.Combine(earlier, "plugin");
        switch (what)
        {
            case "a file":
                await File.WriteAllTextAsync(hiding, "", TestContext.Current.CancellationToken);
                break;
            case "a link to a file":
                File.CreateSymbolicLink(hiding, _folder.GetPath("ca.crt"));
                break;
            case "a link to nothing":
                File.CreateSymbolicLink(hiding, _folder.GetPath("no-such-file"));
                break;
            default:
                Directory.CreateDirectory(hiding);
                break;
        }

        _folder.PathPrefix = earlier + ":";

        var identity = await RunAsync($"apiVersion: {V1}, command: plugin, interactiveMode: Never");
        Assert.Equal("Bearer t", identity.Authorization);
    }

    [Theory]
    [InlineData("no-such-plugin", "is not an executable file on the PATH")]
    [InlineData("\"a\\0b\"", "is not an executable file on the PATH")]
    [InlineData("ca.crt", "is not an executable file on the PATH")]
    [InlineData("./no-such-plugin", "cannot be run")]
    [InlineData("./ca.crt", "cannot be run")]
    public async Task Plugin_that_cannot_be_run_is_reported(string command, string error)
    {
        var message = await GetErrorAsync($"command: {command}, interactiveMode: Never");

        Assert.Contains(error, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interactiveMode: Sometimes", "is not Never, IfAvailable or Always")]
    [InlineData("provideClusterInfo: false", "interactiveMode is missing")]
    public async Task Plugin_of_v1_requires_a_valid_interactiveMode(string mode, string error)
    {
        _folder.WriteScript("plugin", "exit 1");

        var message = await GetErrorAsync($"command: ./plugin, {mode}");

        Assert.Contains(error, message, StringComparison.Ordinal);
    }

    private async Task<string> GetErrorAsync(string exec)
    {
        var error = await Assert.ThrowsAsync<KubeconfigException>(() => RunAsync($"apiVersion: {V1}, {exec}"));
        return error.Message;
    }

    private Task<Identity> RunAsync(string exec)
    {
        _folder.WriteConfig(new Uri("https://127.0.0.1:1"), $"{{exec: {{{exec}}}}}");
        var access = _folder.Read();
        return access.Identity.Plugin!.RunAsync(access, TestContext.Current.CancellationToken);
    }
}
