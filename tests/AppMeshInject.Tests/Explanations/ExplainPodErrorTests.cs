using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;

namespace AppMeshInject.Tests.Explanations;

/// <summary>Tests <c>explain pod/NAME</c> where something cannot be read or is invalid.</summary>
public sealed class ExplainPodErrorTests : ExplainPodTestBase
{
    [Fact]
    public async Task What_may_not_be_read_is_told_and_the_rest_explained()
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
        Assert.Contains("explained with the settings given here, because those of the injector cannot be used: aws-app-mesh-inject is forbidden", run.Error, StringComparison.Ordinal);
        Assert.Contains("    NotKnown: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("    ?    the labels of the namespace could not be read", run.Output, StringComparison.Ordinal);
        Assert.Contains("mesh             given", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_namespace_alone_may_be_read_nothing_is_concluded()
    {
        Forbid(Namespace);
        Forbid(Configuration);
        Forbid(Deployment);

        Assert.Equal("NotKnown", (await ExplainAsync()).Live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData(401, "log in again")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not found")]
    public async Task A_pod_that_cannot_be_read_ends_it(int status, string message)
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
    public async Task Of_several_pods_those_that_are_there_are_explained()
    {
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1", "web-2"], Folder.Environment);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("pod/web-1 in shop: Injected\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: pod/web-2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("error: \"web-2\" was taken for a pod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_is_explained_even_where_the_cluster_is_lost_on_the_way()
    {
        Statuses[Namespace] = FakeServer.Dropped;

        var (run, live) = await ExplainAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("warning: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("NotKnown", live["conclusion"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-1"},"spec":{"containers":[null]}}""")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task What_is_no_pod_is_told_in_one_line(string pod)
    {
        Cluster[Pod] = pod;
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        Folder.WriteConfig(server.Address);

        var run = await CommandProcess.RunAsync(["explain", "web-1"], Folder.Environment);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches("^error: [^\n]+\n$", run.Error);
    }

    [Fact]
    public async Task A_plugin_proves_to_the_server_who_asks()
    {
        await using var server = await FakeServer.StartAsync(Folder.Certificate, Cluster);
        var plugin = Folder.WriteScript("plugin", """printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"of-plugin"}}'""");
        Folder.WriteConfig(server.Address, $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: {plugin}, interactiveMode: IfAvailable}}}}");

        var run = await CommandProcess.RunAsync(["explain", "--namespace", "shop", "web-1"], Folder.Environment);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.All(server.Requests, request => Assert.EndsWith(" Bearer of-plugin", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("web-1", "there is no kubeconfig")]
    [InlineData("--kubeconfig=/no/such", "web-1", "/no/such")]
    [InlineData("--context=prod", "-", "files and a cluster do not go together")]
    [InlineData("web-1", "-", "files and a cluster do not go together")]
    [InlineData("manifst", "\"manifst\" was taken for a pod, because there is no such file; write the path of a manifest, or pod/NAME")]
    [InlineData("no-such.yaml", "no-such.yaml: there is no such file; a pod of the cluster is named NAME or pod/NAME")]
    [InlineData("Deploy.YAML", "Deploy.YAML: there is no such file")]
    [InlineData("deployment/web", "deployment/web: there is no such file; a pod of the cluster is named NAME or pod/NAME, and a Deployment by one of its pods")]
    [InlineData("..", "\"..\" is no name of a pod")]
    [InlineData("pod/a/b", "\"a/b\" is no name of a pod")]
    [InlineData("web-1", "-n=..", "--namespace: \"..\" is no name of a namespace")]
    public async Task What_cannot_be_asked_is_told(params string[] argumentsAndMessage)
    {
        var run = await CommandProcess.RunAsync(["explain", .. argumentsAndMessage[..^1]], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(argumentsAndMessage[^1], run.Error, StringComparison.Ordinal);
    }
}
