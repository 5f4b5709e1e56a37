using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Annotations;

/// <summary>Each annotation takes effect in a pod that runs.</summary>
public sealed class OverrideTests(OverriddenPod ledger)
    : ClusterTest(ledger.Cluster, ledger.Name), IClassFixture<OverriddenPod>
{
    [Theory]
    [InlineData("mesh", "APPMESH_RESOURCE_ARN=mesh/othermesh@123456789012/virtualNode/books")]
    [InlineData("virtualNode", "APPMESH_VIRTUAL_NODE_NAME=mesh/othermesh@123456789012/virtualNode/books")]
    [InlineData("preview", "APPMESH_PREVIEW=1")]
    [InlineData("sidecarEnv", "TEAM=payments")]
    [InlineData("sidecarEnv", "ENVOY_LOG_LEVEL=debug")]
    [InlineData("sidecarEnvJson", "GREETING=good day, world")]
    public void Envoy_runs_with_what_the_annotation_says(string annotation, string variable) =>
        Assert.True(ledger.Environment.Contains(variable), $"{annotation}: {string.Join('\n', ledger.Environment)}");

    [Theory]
    [InlineData("ports", "APPMESH_APP_PORTS", "80,9102")]
    [InlineData("egressIgnoredPorts", "APPMESH_EGRESS_IGNORED_PORTS", "3306,5432")]
    [InlineData("egressIgnoredIPs", "APPMESH_EGRESS_IGNORED_IP", "10.100.0.0/16")]
    [InlineData("ipv6", "APPMESH_ENABLE_IPV6", "0")]
    public void The_redirect_is_set_up_with_what_the_annotation_says(string annotation, string variable, string value) =>
        Assert.True(ledger.Pod.ProxyInit().Variable(variable) == value, $"{annotation}: {ledger.Pod.ProxyInit().Variable(variable)}");

    [Fact]
    public void Envoy_has_the_requests_and_limits_of_the_annotations()
    {
        var resources = ledger.Pod.Envoy().Resources;

        Assert.Equal(new() { ["cpu"] = new("15m"), ["memory"] = new("40Mi") }, (Dictionary<string, ResourceQuantity>)resources.Requests);
        Assert.Equal(new() { ["cpu"] = new("2"), ["memory"] = new("300Mi") }, (Dictionary<string, ResourceQuantity>)resources.Limits);
    }

    [Theory]
    [InlineData("/etc/ledger-tls/ca.pem", "a certificate")]
    [InlineData("/etc/notes/note.txt", "a note")]
    public async Task Envoy_reads_what_is_mounted(string path, string content) =>
        Assert.Equal(content, await ledger.ExecAsync("ledger", "envoy", $"cat {path}"));

    [Fact]
    public async Task The_containers_of_the_pod_keep_their_mounts() =>
        Assert.Equal("a note", await ledger.ExecAsync("ledger", "helper", "cat /notes/note.txt"));

    [Fact]
    public void Envoy_is_started_first()
    {
        Assert.Equal("envoy", ledger.Pod.Spec.Containers[0].Name);
        Assert.NotNull(ledger.Pod.Envoy().Lifecycle.PostStart);
    }

    [Fact]
    public async Task Kubectl_still_means_the_application()
    {
        var result = await ledger.Cluster.Terminal.RunAsync($"kubectl exec --namespace {ledger.Name} ledger -- nginx -v");

        Assert.True(result is { ExitCode: 0 } && result.Error.StartsWith("nginx version", StringComparison.Ordinal), result.ToString());
    }
}
