using System.Text.Json;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>
/// What goes through the proxy and what does not. The stand-in for Envoy marks what it forwards, and lists every connection
/// that reached it.
/// </summary>
public sealed class TrafficTests(TrafficPods pods) : ClusterTest(pods.Meshed.Cluster, pods.Meshed.Name), IClassFixture<TrafficPods>
{
    private const string InstanceMetadata = "169.254.169.254";
    private const string Ingress = "x-envoy-stand-in: ingress";
    private const string Egress = "x-envoy-stand-in: egress";

    [Fact]
    public async Task A_request_of_another_pod_arrives_at_the_proxy()
    {
        var answer = await RequestAsync(pods.Plain, "server", pods.WebAddress, 80);

        Assert.Contains(Ingress, answer, StringComparison.Ordinal);
        Assert.Contains("nginx", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(new Connection("ingress", pods.WebAddress, 80), await SeenAsync("web"));
    }

    [Fact]
    public async Task Another_port_of_the_pod_is_not_intercepted()
    {
        var answer = await RequestAsync(pods.Plain, "server", pods.WebAddress, 9901, "/ready");

        Assert.Contains("LIVE", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(await SeenAsync("web"), connection => connection.Port == 9901);
    }

    [Fact]
    public async Task A_request_of_the_application_goes_through_the_proxy()
    {
        var answer = await RequestAsync(pods.Meshed, "web", pods.ServerAddress, 80);

        Assert.Contains(Egress, answer, StringComparison.Ordinal);
        Assert.Contains(TrafficPods.Answer, answer, StringComparison.Ordinal);
        Assert.Contains(new Connection("egress", pods.ServerAddress, 80), await SeenAsync("web"));
    }

    [Fact]
    public async Task A_request_by_the_name_of_a_Service_goes_through_the_proxy()
    {
        var answer = await RequestAsync(pods.Meshed, "web", $"server.{pods.Plain.Name}.svc.cluster.local", 80);

        Assert.Contains(Egress, answer, StringComparison.Ordinal);
        Assert.Contains(TrafficPods.Answer, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port 22, always", "web", 22)]
    [InlineData("a port of egressIgnoredPorts", "web", 8081)]
    [InlineData("an address of egressIgnoredIPs", "direct", 80)]
    public async Task The_proxy_leaves_alone(string what, string pod, int port)
    {
        var answer = await RequestAsync(pods.Meshed, pod, pods.ServerAddress, port);

        Assert.True(answer.EndsWith(TrafficPods.Answer, StringComparison.Ordinal), $"{what}: {answer}");
        Assert.DoesNotContain(Egress, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(new Connection("egress", pods.ServerAddress, port), await SeenAsync(pod));
    }

    [Fact]
    public async Task The_proxy_leaves_the_instance_metadata_service_alone()
    {
        // Where no instance answers, the connection fails: what matters is that the proxy has no part in it.
        var answer = await RequestAsync(pods.Meshed, "web", InstanceMetadata, 80);

        Assert.DoesNotContain(Egress, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(await SeenAsync("web"), connection => connection.Address == InstanceMetadata);
    }

    /// <summary>What a pod is answered; bash opens the connection, because every image of nginx has it.</summary>
    private static Task<string> RequestAsync(TestNamespace from, string pod, string host, int port, string path = "/") =>
        from.ExecAsync(pod, "nginx", $"""
            timeout 10 bash -c '
                exec 3<>/dev/tcp/{host}/{port} &&
                printf "GET {path} HTTP/1.0\r\n\r\n" >&3 &&
                cat <&3' || true
            """);

    private async Task<IReadOnlyList<Connection>> SeenAsync(string pod)
    {
        var seen = await pods.Meshed.Cluster.Raw.GetAsync($"api/v1/namespaces/{pods.Meshed.Name}/pods/{pod}:9901/proxy/seen");
        var lines = seen.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonSerializer.Deserialize<Connection>(line, JsonSerializerOptions.Web)!)];
    }
}
