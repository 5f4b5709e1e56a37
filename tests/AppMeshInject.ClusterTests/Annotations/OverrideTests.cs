using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Annotations;

/// <summary>Each annotation takes effect in a running pod.</summary>
public sealed class OverrideTests(OverriddenPod ledger)
    : ClusterTest(ledger.Cluster, ledger.Name), IClassFixture<OverriddenPod>
{
    [ClusterTheory]
    [InlineData("mesh", "APPMESH_RESOURCE_ARN=mesh/othermesh@123456789012/virtualNode/books")]
    [InlineData("virtualNode", "APPMESH_VIRTUAL_NODE_NAME=mesh/othermesh@123456789012/virtualNode/books")]
    [InlineData("preview", "APPMESH_PREVIEW=1")]
    [InlineData("sidecarEnv", "TEAM=payments")]
    [InlineData("sidecarEnv", "ENVOY_LOG_LEVEL=debug")]
    [InlineData("sidecarEnvJson", "GREETING=good day, world")]
    public void Envoy_process_has_the_variable_of_the_annotation(string annotation, string variable) =>
        Assert.True(ledger.Environment.Contains(variable), $"{annotation}: {string.Join('\n', ledger.Environment)}");

    [ClusterTheory]
    [InlineData("ports", "APPMESH_APP_PORTS", "80,9102")]
    [InlineData("egressIgnoredPorts", "APPMESH_EGRESS_IGNORED_PORTS", "3306,5432")]
    [InlineData("egressIgnoredIPs", "APPMESH_EGRESS_IGNORED_IP", "10.100.0.0/16")]
    [InlineData("ipv6", "APPMESH_ENABLE_IPV6", "0")]
    public void Proxyinit_has_the_variable_of_the_annotation(string annotation, string variable, string expected)
    {
        var actual = ledger.Pod.GetProxyInit().FindVariable(variable);

        Assert.True(actual == expected, $"{annotation}: {actual}");
    }

    [ClusterFact]
    public void Envoy_has_the_requests_and_limits_of_the_annotations()
    {
        var resources = ledger.Pod.GetEnvoy().Resources;

        AssertQuantities("15m", "40Mi", resources.Requests);
        AssertQuantities("2", "300Mi", resources.Limits);
    }

    [ClusterTheory]
    [InlineData("/etc/ledger-tls/ca.pem", "a certificate")]
    [InlineData("/etc/notes/note.txt", "a note")]
    public async Task Envoy_reads_the_mounted_file(string path, string content) =>
        Assert.Equal(content, await ledger.ExecAsync("ledger", PodContainers.EnvoyName, $"cat {path}"));

    [ClusterFact]
    public async Task Application_containers_keep_their_mounts() =>
        Assert.Equal("a note", await ledger.ExecAsync("ledger", "helper", "cat /notes/note.txt"));

    [ClusterFact]
    public void Envoy_that_is_not_a_native_sidecar_starts_before_the_application()
    {
        Assert.Equal(["proxyinit", "envoy", "nginx", "helper"], ledger.Pod.GetContainerNames());
        Assert.NotNull(ledger.Pod.GetEnvoy().Lifecycle.PostStart);
    }

    [ClusterFact]
    public async Task Kubectl_exec_without_a_container_name_selects_the_application()
    {
        var command = $"kubectl exec --namespace {ledger.Name} ledger -- nginx -v";
        var result = await ledger.Cluster.Terminal.RunAsync(command);

        // kubectl can print a warning or a fallback notice before the output of the command.
        Assert.True(
            result.ExitCode == 0 && result.Error.Contains("nginx version", StringComparison.Ordinal),
            result.ToString());
        Assert.DoesNotContain("Default", result.Error, StringComparison.Ordinal);
    }

    private static void AssertQuantities(string cpu, string memory, IDictionary<string, ResourceQuantity> actual) =>
        Assert.Equal(
            new() { ["cpu"] = new(cpu), ["memory"] = new(memory) }, (Dictionary<string, ResourceQuantity>)actual);
}
