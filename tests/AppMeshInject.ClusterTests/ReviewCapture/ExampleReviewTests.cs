using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Json;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Json;
using k8s;

namespace AppMeshInject.ClusterTests.ReviewCapture;

/// <summary>examples/review.json is what an API server sends for examples/nginx.yaml.</summary>
[Collection(ClusterToItself.Name)]
public sealed class ExampleReviewTests(PlainNamespace home) : ClusterTest(home.Cluster, home.Name), IClassFixture<PlainNamespace>
{
    private const string Example = "examples/review.json";
    private const string UserNamespace = "appmesh-inject-test";

    // What is in these depends on the object, on who sent it, and on how.
    private static readonly string[] Contents = ["/request/object", "/request/options", "/request/userInfo"];

    private readonly Cluster _cluster = home.Cluster;

    [Fact]
    public async Task The_example_has_the_fields_that_a_server_sends()
    {
        var captured = JsonNode.Parse(await CaptureAsync())!;
        var file = Path.Combine(CaseFolders.Root(), Example);
        var fields = FieldsOf(JsonNode.Parse(await File.ReadAllTextAsync(file))!);

        // Only then: identifiers and times differ with every capture.
        if (Expectation.IsUpdating && !FieldsOf(captured).SequenceEqual(fields))
        {
            await File.WriteAllTextAsync(file, ReviewableJson.Write(captured));
            return;
        }

        Assert.Equal(FieldsOf(captured), fields);
    }

    private static IReadOnlyList<string> FieldsOf(JsonNode review) =>
    [
        .. JsonPaths.Of(review)
            .Select(path => Contents.FirstOrDefault(content => path.StartsWith(content, StringComparison.Ordinal)) ?? path)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private async Task<string> CaptureAsync()
    {
        await using var webhook = new CaptureWebhook(home);
        await webhook.StartAsync();
        await RunAsync($"kubectl create namespace {UserNamespace}");
        try
        {
            await RunAsync($"kubectl label namespace {UserNamespace} {CaptureWebhook.Label}");
            await home.WaitForAsync("the account of the namespace", async () =>
                (await _cluster.Api.CoreV1.ListNamespacedServiceAccountAsync(UserNamespace)).Items.FirstOrDefault());

            // The node learns where a Service leads to a moment after its pod is ready.
            await home.WaitForAsync("the webhook to be reached", async () =>
                await _cluster.Terminal.RunAsync("kubectl apply -f examples/nginx.yaml") is { ExitCode: 0 } applied ? applied : null);
            return await webhook.FirstReviewAsync();
        }
        finally
        {
            await RunAsync($"kubectl delete pods --all --namespace {UserNamespace} --grace-period 1");
            await RunAsync($"kubectl delete namespace {UserNamespace}");
        }
    }

    private async Task RunAsync(string command) => (await _cluster.Terminal.RunAsync(command)).Succeeded();
}
