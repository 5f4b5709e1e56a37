using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>Envoy as an init container that keeps running.</summary>
public sealed class NativeSidecarTests(MeshedNamespace meshed)
    : ClusterTest(meshed.Cluster, meshed.Name), IClassFixture<MeshedNamespace>
{
    private const string Job = """
        apiVersion: batch/v1
        kind: Job
        metadata: { name: migration }
        spec:
          template:
            metadata: { annotations: { appmesh.k8s.aws/nativeSidecar: enabled } }
            spec:
              restartPolicy: Never
              containers: [{ name: migration, image: nginx, command: ["true"] }]
        """;

    [Fact]
    public async Task A_Job_completes_beside_a_native_sidecar()
    {
        Assert.SkipUnless(meshed.Cluster.Version.IsAtLeast(29), $"{meshed.Cluster.Version} has no native sidecars");

        (await meshed.ApplyAsync(Job)).Succeeded();

        await meshed.WaitForAsync("the Job to complete", async () =>
            await meshed.Cluster.Api.BatchV1.ReadNamespacedJobAsync("migration", meshed.Name) is { Status.Succeeded: 1 } job ? job : null);
    }

    [Fact]
    public async Task An_older_server_refuses_one_with_the_version_that_it_takes()
    {
        Assert.SkipWhen(meshed.Cluster.Version.IsAtLeast(29), $"{meshed.Cluster.Version} has native sidecars");

        var result = await meshed.ApplyAsync("""
            apiVersion: v1
            kind: Pod
            metadata: { name: nginx, annotations: { appmesh.k8s.aws/nativeSidecar: enabled } }
            spec: { containers: [{ name: nginx, image: nginx }] }
            """);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1.29", result.Error, StringComparison.Ordinal);
    }
}
