using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;
using static AppMeshInject.Tests.Checks.FakeInstallation;

namespace AppMeshInject.Tests.Checks;

/// <summary>Tests <c>check</c> where something cannot be read or is invalid.</summary>
public sealed class CheckErrorTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData(Configuration, "the webhook configuration")]
    [InlineData(Deployment, "the Deployment and its settings")]
    [InlineData(ConfigMap, "the Deployment and its settings")]
    [InlineData(Service, "the Service of the webhook")]
    [InlineData(Replicas, "the replicas")]
    [InlineData(Namespaces, "the namespaces")]
    [InlineData(Pods, "the pods of shop")]
    [InlineData(Creation, "a dry run in shop")]
    public async Task What_may_not_be_read_is_told_and_nothing_is_called_well(string request, string what)
    {
        _installation.Statuses[request] = 403;
        _installation.Answers[request] = new JsonObject { ["message"] = "jane cannot do that" };

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains($"\nnot checked: {what}: jane cannot do that\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nnothing to mend in what could be checked\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_parts_that_fail_alike_both_are_told()
    {
        (_installation.Statuses[Service], _installation.Statuses[Replicas]) = (503, 503);

        var run = await _installation.CheckAsync("-o=json");

        var told = JsonNode.Parse(run.Output)!["notChecked"]!.AsArray().Select(part => part!.ToString());
        Assert.Equal([$"the Service of the webhook: the API server responded to {Service} with status 503", $"the replicas: the API server responded to {Replicas} with status 503"], told);
    }

    [Theory]
    [InlineData(FakeServer.Dropped)]
    [InlineData(401)]
    public async Task What_was_found_is_told_even_where_the_cluster_is_lost_on_the_way(int status)
    {
        InstallationDefects.ByCode["FailurePolicyIgnore"](_installation);
        _installation.Statuses[Deployment] = status;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("note FailurePolicyIgnore\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: ", run.Output, StringComparison.Ordinal);

        InstallationDefects.ByCode["WebhookRules"](_installation);
        Assert.Equal(1, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData(Configuration, """{"webhooks":[null]}""")]
    [InlineData(Deployment, """{"spec":{"template":{"spec":{"containers":[null]}}}}""")]
    [InlineData(Deployment, """{"spec":{"template":{"spec":{"containers":[{"name":"appmesh-inject","args":[null],"env":[null],"envFrom":[null]}]}}}}""")]
    [InlineData(Replicas, """{"items":[null]}""")]
    [InlineData(Namespaces, """{"items":[null]}""")]
    [InlineData(Pods, """{"items":[null]}""")]
    [InlineData(Creation, """{"metadata":{"managedFields":[null]}}""")]
    public async Task Lists_with_nothing_in_a_place_are_told_and_end_nothing(string request, string answer)
    {
        _installation.Answers[request] = Json(answer);

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(" is not an API server: ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_is_lost_at_once_leaves_nothing_to_tell()
    {
        _installation.Statuses[Configuration] = FakeServer.Dropped;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: the API server ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_known_is_told_to_log_in()
    {
        _installation.Statuses[Configuration] = 401;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("log in again", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no kubeconfig")]
    [InlineData("shop: check takes no such word", "shop")]
    [InlineData("--mesh-name: is a setting of the injector", "--mesh-name=x")]
    [InlineData("\"xml\" is not json or text", "-o=xml")]
    [InlineData("--namespace: \"\" is no name of a namespace", "-n=")]
    public async Task What_cannot_be_used_is_told(string message, params string[] arguments)
    {
        var run = await CommandProcess.RunAsync(["check", .. arguments], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
