using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using k8s;
using k8s.Autorest;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>The injector's own pods keep to the restricted profile, as the server has them.</summary>
public sealed class InjectorTests(Cluster cluster) : ClusterTest(cluster, Injector.Namespace), IAsyncLifetime
{
    private readonly Cluster _cluster = cluster;

    public static TheoryData<string> Controls => [.. BaselineControls.All.Concat(RestrictedControls.All).Select(control => control.Name)];

    public async ValueTask InitializeAsync() => await _cluster.Injector.EnsureInstalledAsync();

    [Theory]
    [MemberData(nameof(Controls))]
    public async Task Every_replica_keeps_to(string name)
    {
        var control = BaselineControls.All.Concat(RestrictedControls.All).Single(control => control.Name == name);

        var replicas = await _cluster.Api.CoreV1.ListNamespacedPodAsync(Injector.Namespace, labelSelector: Injector.Selector);

        Assert.NotEmpty(replicas.Items);
        Assert.All(replicas.Items, replica => Assert.True(control.IsKept(replica), KubernetesYaml.Serialize(replica)));
    }

    [Fact]
    public async Task The_server_enforces_the_profile_in_the_namespace_of_the_injector()
    {
        Assert.SkipUnless(_cluster.Version.IsAtLeast(25), $"{_cluster.Version} has no admission by Pod Security");
        var pod = Violations.CompliantPod();
        pod.Spec.HostNetwork = true;

        var refusal = await Assert.ThrowsAsync<HttpOperationException>(
            () => _cluster.Api.CoreV1.CreateNamespacedPodAsync(pod, Injector.Namespace, dryRun: "All"));

        Assert.Contains("violates PodSecurity \\\"restricted", refusal.Response.Content, StringComparison.Ordinal);
    }
}
