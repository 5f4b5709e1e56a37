using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Json;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Json;
using k8s;

namespace AppMeshInject.ClusterTests.ReviewCapture;

/// <summary>examples/review.json has the fields that the API server sends for examples/nginx.yaml.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class ExampleReviewTests(PlainNamespace home)
    : ClusterTest(home.Cluster, home.Name), IClassFixture<PlainNamespace>
{
    private const string Example = "examples/review.json";
    private const string UserNamespace = "appmesh-inject-test";

    // The content of these fields depends on the server version, the user and the client.
    private static readonly string[] Opaque = ["/request/object", "/request/options", "/request/userInfo"];

    private readonly Cluster _cluster = home.Cluster;

    [ClusterFact]
    public async Task Example_has_the_fields_that_the_server_sends()
    {
        var captured = JsonNode.Parse(await CaptureAsync())!;
        var file = Path.Combine(CaseFolders.Root(), Example);
        var fields = GetFields(JsonNode.Parse(await File.ReadAllTextAsync(file))!);

        // Identifiers and times differ in every capture, so update the file only if fields changed.
        if (Expectation.IsUpdating && !GetFields(captured).SequenceEqual(fields))
        {
            await File.WriteAllTextAsync(file, ReviewableJson.Write(captured));
            return;
        }

        Assert.Equal(GetFields(captured), fields);
    }

    private static IReadOnlyList<string> GetFields(JsonNode review) =>
    [
        .. JsonPaths.GetAll(review)
            .Select(path => Opaque.FirstOrDefault(prefix => path.StartsWith(prefix, StringComparison.Ordinal)) ?? path)
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
            await home.WaitForAsync($"the default service account of namespace {UserNamespace}", async () =>
                (await _cluster.Api.CoreV1.ListNamespacedServiceAccountAsync(UserNamespace)).Items.FirstOrDefault());

            // Retry: the node updates the rules of a Service shortly after the pod becomes ready.
            await home.WaitForAsync("a response of the webhook", async () =>
                await _cluster.Terminal.RunAsync("kubectl apply -f examples/nginx.yaml") is { ExitCode: 0 } applied
                    ? applied
                    : null);
            return await webhook.GetFirstReviewAsync();
        }
        finally
        {
            await RunAsync($"kubectl delete pods --all --namespace {UserNamespace} --grace-period 1");
            await RunAsync($"kubectl delete namespace {UserNamespace}");
        }
    }

    private async Task RunAsync(string command) => (await _cluster.Terminal.RunAsync(command)).EnsureSuccess();
}
