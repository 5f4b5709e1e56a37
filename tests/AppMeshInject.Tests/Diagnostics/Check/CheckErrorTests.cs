using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using Xunit;
using static AppMeshInject.Tests.Diagnostics.Check.FakeInstallation;

namespace AppMeshInject.Tests.Diagnostics.Check;

/// <summary>Tests <c>check</c> with parts that cannot be read or are invalid.</summary>
public sealed class CheckErrorTests : IDisposable
{
    private readonly FakeInstallation _installation = new();

    public void Dispose() => _installation.Dispose();

    [Theory]
    [InlineData(Configuration, "webhook configuration")]
    [InlineData(Deployment, "Deployment and its settings")]
    [InlineData(ConfigMap, "Deployment and its settings")]
    [InlineData(Service, "Service of the webhook")]
    [InlineData(Replicas, "replicas")]
    [InlineData(Namespaces, "namespaces")]
    [InlineData(Pods, "pods of shop")]
    [InlineData(Creation, "dry run in shop")]
    public async Task Parts_that_cannot_be_read_are_reported(string request, string part)
    {
        _installation.Statuses[request] = 403;
        _installation.Responses[request] = new JsonObject { ["message"] = "jane cannot do that" };

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains($"\nnot checked: {part}: jane cannot do that\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nno problems found in the checked parts\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_parts_with_the_same_error_are_both_reported()
    {
        (_installation.Statuses[Service], _installation.Statuses[Replicas]) = (503, 503);

        var run = await _installation.CheckAsync("-o=json");

        var notChecked = JsonNode.Parse(run.Output)!["notChecked"]!.AsArray().Select(part => part!.ToString());
        Assert.Equal(
            [
                $"Service of the webhook: the API server responded to {Service} with status 503",
                $"replicas: the API server responded to {Replicas} with status 503",
            ], notChecked);
    }

    [Theory]
    [InlineData(FakeServer.Dropped)]
    [InlineData(401)]
    public async Task Findings_are_reported_even_if_the_connection_is_lost(int status)
    {
        InstallationDefects.ByCode["FailurePolicyIgnore"](_installation);
        _installation.Statuses[Deployment] = status;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("note FailurePolicyIgnore\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("not checked: ", run.Output, StringComparison.Ordinal);

        InstallationDefects.ByCode["WebhookRulesMismatch"](_installation);
        Assert.Equal(1, (await _installation.CheckAsync()).ExitCode);
    }

    [Theory]
    [InlineData(Configuration, """{"webhooks":[null]}""")]
    [InlineData(Deployment, """{"spec":{"template":{"spec":{"containers":[null]}}}}""")]
    [InlineData(
        Deployment,
        """
        {"spec":{"template":{"spec":{"containers":[
         {"name":"appmesh-inject","args":[null],"env":[null],"envFrom":[null]}]}}}}
        """)]
    [InlineData(Replicas, """{"items":[null]}""")]
    [InlineData(Namespaces, """{"items":[null]}""")]
    [InlineData(Pods, """{"items":[null]}""")]
    [InlineData(Creation, """{"metadata":{"managedFields":[null]}}""")]
    public async Task Lists_with_null_items_are_reported_as_invalid(string request, string response)
    {
        _installation.Responses[request] = Json(response);

        var run = await _installation.CheckAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(" is not an API server: ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_cluster_is_an_error()
    {
        _installation.Statuses[Configuration] = FakeServer.Dropped;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: the API server ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_401_suggests_to_log_in()
    {
        _installation.Statuses[Configuration] = 401;

        var run = await _installation.CheckAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("log in again", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".kube/config does not exist")]
    [InlineData("unexpected argument \"shop\"", "shop")]
    [InlineData("--mesh-name: check reads the settings of the injector from the cluster", "--mesh-name=x")]
    [InlineData("\"xml\" is not json or text", "-o=xml")]
    [InlineData("--namespace: \"\" is not a namespace name", "-n=")]
    public async Task Invalid_arguments_are_reported(string message, params string[] arguments)
    {
        var run = await CommandProcess.RunAsync(["check", .. arguments], new Dictionary<string, string>());

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
