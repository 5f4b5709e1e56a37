using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.Diagnostics.Explain;

/// <summary>Tests <c>explain pod/NAME</c> with parts that cannot be read or are invalid.</summary>
public sealed class ExplainPodErrorTests : ExplainPodTestBase
{
    [Fact]
    public async Task Parts_that_cannot_be_read_are_reported()
    {
        foreach (var path in (string[])[Configuration, Deployment, Namespace])
        {
            Cluster[path] = $$"""{"message":"{{path.Split('/')[^1]}} is forbidden"}""";
        }

        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        (server.Statuses[Configuration], server.Statuses[Deployment], server.Statuses[Namespace]) = (403, 403, 403);
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "--mesh-name=given", "pod/web-1"], Folder.Environment);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3, run.Error.Split("warning: ").Length - 1);
        Assert.Contains(
            "the settings of the command are used, because those of the injector are unknown: "
            + "aws-app-mesh-inject is forbidden",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains("    Unknown: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("    ?    the labels of the namespace cannot be read", run.Output, StringComparison.Ordinal);
        Assert.Contains("mesh             given", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_only_the_pod_can_be_read_the_verdict_is_unknown()
    {
        Forbid(Namespace);
        Forbid(Configuration);
        Forbid(Deployment);

        Assert.Equal("Unknown", (await ExplainAsync()).Live["verdict"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData(401, "log in again")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not found")]
    public async Task A_pod_that_cannot_be_read_is_an_error(int status, string message)
    {
        Cluster[Pod] = """{"kind":"Status","message":"pods \"web-1\" not found or forbidden"}""";
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        server.Statuses[Pod] = status;
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1"], Folder.Environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Existing_pods_are_explained_even_if_others_do_not_exist()
    {
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1", "web-2"], Folder.Environment);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("pod/web-1 in shop: Injected\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: pod/web-2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("error: \"web-2\" was interpreted as a pod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_is_explained_even_if_the_connection_is_lost()
    {
        Statuses[Namespace] = FakeServer.Dropped;

        var (run, live) = await ExplainAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("Unknown", live["verdict"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-1"},"spec":{"containers":[null]}}""")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task A_response_that_is_not_a_pod_is_reported_on_a_single_line(string pod)
    {
        Cluster[Pod] = pod;
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1"], Folder.Environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches("^error: [^\n]+\n$", run.Error);
    }

    [Fact]
    public async Task A_plugin_provides_the_credentials()
    {
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        const string ApiVersion = "client.authentication.k8s.io/v1";
        var plugin = Folder.WriteScript(
            "plugin",
            $$$"""
            printf '{"apiVersion":"{{{ApiVersion}}}","kind":"ExecCredential","status":{"token":"plugin-token"}}'
            """);
        Folder.WriteConfig(
            server.Address,
            $"{{exec: {{apiVersion: {ApiVersion}, command: {plugin}, interactiveMode: IfAvailable}}}}");

        var run = await CommandProcess.RunAsync(["explain", "--namespace", "shop", "web-1"], Folder.Environment);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.All(
            server.Requests,
            request => Assert.EndsWith(" Bearer plugin-token", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("web-1", ".kube/config does not exist")]
    [InlineData("--kubeconfig=/no/such", "web-1", "/no/such")]
    [InlineData("--context=prod", "-", "cannot explain files and pods of a cluster together")]
    [InlineData("web-1", "-", "cannot explain files and pods of a cluster together")]
    [InlineData(
        "manifst",
        "\"manifst\" was interpreted as a pod, because no such file exists; "
        + "write the path of a manifest, or pod/NAME")]
    [InlineData(
        "no-such.yaml",
        "no-such.yaml: the file does not exist; for a pod of the cluster write NAME or pod/NAME")]
    [InlineData("Deploy.YAML", "Deploy.YAML: the file does not exist")]
    [InlineData(
        "deployment/web",
        "deployment/web: the file does not exist; for a pod of the cluster write NAME or pod/NAME, "
        + "for a Deployment the name of one of its pods")]
    [InlineData("..", "\"..\" is not a pod name")]
    [InlineData("pod/a/b", "\"a/b\" is not a pod name")]
    [InlineData("web-1", "-n=..", "--namespace: \"..\" is not a namespace name")]
    public async Task Invalid_arguments_are_reported(params string[] argumentsAndMessage)
    {
        var run = await CommandProcess.RunAsync(
            ["explain", .. argumentsAndMessage[..^1]], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(argumentsAndMessage[^1], run.Error, StringComparison.Ordinal);
    }
}
