using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>Envoy runs as a native sidecar: an init container with <c>restartPolicy: Always</c>.</summary>
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

    [ClusterFact]
    public async Task Job_with_a_native_sidecar_completes()
    {
        var version = meshed.Cluster.Version;
        Assert.SkipUnless(version.HasNativeSidecars, $"{version} does not support native sidecars");

        (await meshed.ApplyAsync(Job)).EnsureSuccess();

        await meshed.WaitForAsync("the Job to complete", async () =>
            await meshed.Cluster.Api.BatchV1.ReadNamespacedJobAsync("migration", meshed.Name)
                is { Status.Succeeded: 1 } job ? job : null);
    }

    [ClusterFact]
    public async Task Native_sidecar_on_an_older_server_is_rejected_with_the_required_version()
    {
        var version = meshed.Cluster.Version;
        Assert.SkipWhen(version.HasNativeSidecars, $"{version} supports native sidecars");

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
