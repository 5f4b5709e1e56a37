using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using k8s;
using k8s.Autorest;

namespace AppMeshInject.ClusterTests.PodSecurity;

/// <summary>The pods of the injector satisfy the restricted profile.</summary>
public sealed class InjectorTests(Cluster cluster) : ClusterTest(cluster, Injector.Namespace), IAsyncLifetime
{
    private static readonly Control[] AllControls = [.. BaselineControls.All, .. RestrictedControls.All];

    private readonly Cluster _cluster = cluster;

    public static TheoryData<string> Controls => [.. AllControls.Select(control => control.Name)];

    public async ValueTask InitializeAsync() => await _cluster.Injector.EnsureInstalledAsync();

    [ClusterTheory]
    [MemberData(nameof(Controls))]
    public async Task Every_replica_satisfies(string name)
    {
        var control = AllControls.Single(control => control.Name == name);

        var replicas = await Replicas.ListAsync(_cluster);

        Assert.NotEmpty(replicas);
        Assert.All(replicas, replica => Assert.True(control.IsSatisfiedBy(replica), KubernetesYaml.Serialize(replica)));
    }

    [ClusterFact]
    public async Task The_server_enforces_the_restricted_profile_in_the_namespace_of_the_injector()
    {
        Assert.SkipUnless(
            _cluster.Version.HasPodSecurityAdmission, $"{_cluster.Version} has no Pod Security admission");
        var pod = Violations.CreateCompliantPod();
        pod.Spec.HostNetwork = true;

        var rejection = await Assert.ThrowsAsync<HttpOperationException>(
            () => _cluster.Api.CoreV1.CreateNamespacedPodAsync(pod, Injector.Namespace, dryRun: "All"));

        Assert.Contains("violates PodSecurity \\\"restricted", rejection.Response.Content, StringComparison.Ordinal);
    }
}
