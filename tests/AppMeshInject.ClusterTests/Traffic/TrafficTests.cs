using System.Text.Json;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>
/// The redirect rules send the configured traffic, and no other, through the proxy. The fake Envoy adds a header to the
/// responses that it forwards, and lists the connections that reached it.
/// </summary>
public sealed class TrafficTests(TrafficPods pods)
    : ClusterTest(pods.Meshed.Cluster, pods.Meshed.Name), IClassFixture<TrafficPods>
{
    private const string InstanceMetadata = "169.254.169.254";
    private const string Ingress = "x-fake-envoy: ingress";
    private const string Egress = "x-fake-envoy: egress";

    [ClusterFact]
    public async Task Request_from_another_pod_goes_through_the_proxy()
    {
        var response = await RequestAsync(pods.Plain, "server", pods.WebAddress, 80);

        Assert.Contains(Ingress, response, StringComparison.Ordinal);
        Assert.Contains("nginx", response, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(new Connection("ingress", pods.WebAddress, 80), await GetConnectionsAsync("web"));
    }

    [ClusterFact]
    public async Task Ingress_to_a_port_that_is_not_configured_is_not_redirected()
    {
        var response = await RequestAsync(pods.Plain, "server", pods.WebAddress, 9901, "/ready");

        Assert.Contains("LIVE", response, StringComparison.Ordinal);
        Assert.DoesNotContain(await GetConnectionsAsync("web"), connection => connection.Port == 9901);
    }

    [ClusterFact]
    public async Task Request_from_the_application_goes_through_the_proxy()
    {
        var response = await RequestAsync(pods.Meshed, "web", pods.ServerAddress, 80);

        Assert.Contains(Egress, response, StringComparison.Ordinal);
        Assert.Contains(TrafficPods.ServerBody, response, StringComparison.Ordinal);
        Assert.Contains(new Connection("egress", pods.ServerAddress, 80), await GetConnectionsAsync("web"));
    }

    [ClusterFact]
    public async Task Request_to_a_Service_name_goes_through_the_proxy()
    {
        var response = await RequestAsync(pods.Meshed, "web", $"server.{pods.Plain.Name}.svc.cluster.local", 80);

        Assert.Contains(Egress, response, StringComparison.Ordinal);
        Assert.Contains(TrafficPods.ServerBody, response, StringComparison.Ordinal);
    }

    [ClusterTheory]
    [InlineData("port 22", "web", 22)]
    [InlineData("port of egressIgnoredPorts", "web", 8081)]
    [InlineData("address of egressIgnoredIPs", "direct", 80)]
    public async Task Egress_exception_is_not_redirected(string exception, string pod, int port)
    {
        var response = await RequestAsync(pods.Meshed, pod, pods.ServerAddress, port);

        Assert.True(response.EndsWith(TrafficPods.ServerBody, StringComparison.Ordinal), $"{exception}: {response}");
        Assert.DoesNotContain(Egress, response, StringComparison.Ordinal);
        Assert.DoesNotContain(new Connection("egress", pods.ServerAddress, port), await GetConnectionsAsync(pod));
    }

    [ClusterFact]
    public async Task Egress_to_the_instance_metadata_service_is_not_redirected()
    {
        // Outside EC2 the connection fails; the test only checks that it does not reach the proxy.
        var response = await RequestAsync(pods.Meshed, "web", InstanceMetadata, 80);

        Assert.DoesNotContain(Egress, response, StringComparison.Ordinal);
        Assert.DoesNotContain(await GetConnectionsAsync("web"), connection => connection.Address == InstanceMetadata);
    }

    // Sends the request with bash, because nginx images have no HTTP client in common.
    private static Task<string> RequestAsync(
        TestNamespace from, string pod, string host, int port, string path = "/") =>
        from.ExecAsync(pod, "nginx", $"""
            timeout 10 bash -c '
                exec 3<>/dev/tcp/{host}/{port} &&
                printf "GET {path} HTTP/1.0\r\n\r\n" >&3 &&
                cat <&3' || true
            """);

    private async Task<IReadOnlyList<Connection>> GetConnectionsAsync(string pod)
    {
        var path = $"api/v1/namespaces/{pods.Meshed.Name}/pods/{pod}:9901/proxy/connections";
        var lines = (await pods.Meshed.Cluster.Raw.GetAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonSerializer.Deserialize<Connection>(line, JsonSerializerOptions.Web)!)];
    }
}
