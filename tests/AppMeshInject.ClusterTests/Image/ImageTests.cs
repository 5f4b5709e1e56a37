using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Pods;
using k8s;

namespace AppMeshInject.ClusterTests.Image;

/// <summary>The image of the injector is small, has no shell and does not run as root.</summary>
public sealed class ImageTests(Cluster cluster) : ClusterTest(cluster, Injector.Namespace), IAsyncLifetime
{
    private const long SizeLimit = 35_000_000;

    private static readonly string[] Shells = ["sh", "ash", "bash", "dash", "zsh", "ksh", "busybox", "toybox"];

    private readonly Cluster _cluster = cluster;

    public async ValueTask InitializeAsync() => await _cluster.Injector.EnsureInstalledAsync();

    [ClusterFact]
    public async Task Image_layers_are_smaller_than_35_MB()
    {
        var archive = await GetArchiveAsync();

        Assert.InRange(archive.GetUncompressedSize(), 1, SizeLimit - 1);
    }

    [ClusterFact]
    public async Task Image_runs_as_a_numeric_non_root_user()
    {
        var user = (await GetArchiveAsync()).Configuration["User"]!.ToString().Split(':')[0];

        // Kubernetes verifies runAsNonRoot for numeric user IDs only.
        Assert.True(int.TryParse(user, out var number) && number > 0, $"User: {user}");
    }

    [ClusterFact]
    public async Task Image_contains_no_shell()
    {
        var files = (await GetArchiveAsync()).GetFiles();

        Assert.Contains("usr/local/bin/appmesh-inject", files);
        Assert.DoesNotContain(files, file => Shells.Contains(Path.GetFileName(file)));
    }

    [ClusterFact]
    public async Task Kubectl_exec_cannot_start_a_shell_in_a_replica()
    {
        var result = await _cluster.Terminal.RunAsync(
            $"kubectl exec --namespace {Injector.Namespace} deploy/{Injector.Name} -- sh -c true");

        // runc: exec: "sh": executable file not found in $PATH. crun: executable file `sh` not found in $PATH.
        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("executable file .*not found", result.Error);
    }

    private async Task<ImageArchive> GetArchiveAsync()
    {
        var deployment = await _cluster.Api.AppsV1.ReadNamespacedDeploymentAsync(Injector.Name, Injector.Namespace);
        var image = deployment.Spec.Template.Spec.GetAllContainers().Single().Image;
        var archive = ImageArchive.Find(image, TestEnvironment.Current.Archives);
        Assert.SkipWhen(archive is null, $"{image}: the tests have no archive of this image");
        return archive;
    }
}
