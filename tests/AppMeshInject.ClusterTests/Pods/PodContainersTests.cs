using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Pods;

/// <summary>Containers are found in both lists. Needs no cluster.</summary>
public sealed class PodContainersTests
{
    private const string Regular = """
        {
          "metadata": { "name": "nginx" },
          "spec": {
            "initContainers": [{ "name": "proxyinit" }],
            "containers": [{ "name": "envoy", "env": [{ "name": "A", "value": "1" }] }, { "name": "nginx" }]
          }
        }
        """;

    private const string Native = """
        {
          "metadata": { "name": "nginx" },
          "spec": {
            "initContainers": [
              { "name": "proxyinit" },
              { "name": "envoy", "restartPolicy": "Always", "env": [{ "name": "A", "value": "1" }] }
            ],
            "containers": [{ "name": "nginx" }]
          }
        }
        """;

    private const string Plain = """
        { "metadata": { "name": "nginx" }, "spec": { "containers": [{ "name": "nginx" }] } }
        """;

    [Theory]
    [InlineData(Regular)]
    [InlineData(Native)]
    public void Envoy_is_found_as_a_regular_container_and_as_a_native_sidecar(string json)
    {
        var pod = KubernetesJson.Deserialize<V1Pod>(json);

        Assert.True(pod.HasEnvoy());
        Assert.Equal("1", pod.GetEnvoy().FindVariable("A"));
        Assert.Null(pod.GetEnvoy().FindVariable("B"));
        Assert.Equal(["proxyinit", "envoy", "nginx"], pod.GetContainerNames());
    }

    [Fact]
    public void Pod_without_init_containers_has_no_Envoy() =>
        Assert.False(KubernetesJson.Deserialize<V1Pod>(Plain).HasEnvoy());

    [Theory]
    [InlineData(Regular, false)]
    [InlineData(Native, true)]
    [InlineData(Plain, false)]
    public void HasNativeSidecar_checks_the_restart_policy_of_init_containers(string json, bool expected) =>
        Assert.Equal(expected, PodContainers.HasNativeSidecar(JsonNode.Parse(json)!));
}
