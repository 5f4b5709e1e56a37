using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using k8s;

namespace AppMeshInject.ClusterTests.Image;

/// <summary>The image that the injector runs from.</summary>
public sealed class ImageTests(Cluster cluster) : ClusterTest(cluster, Injector.Namespace), IAsyncLifetime
{
    private const long SizeLimit = 35_000_000;

    private static readonly string[] Shells = ["sh", "ash", "bash", "dash", "zsh", "ksh", "busybox", "toybox"];

    private readonly Cluster _cluster = cluster;

    public async ValueTask InitializeAsync() => await _cluster.Injector.EnsureInstalledAsync();

    [Fact]
    public async Task Its_layers_are_smaller_than_35_MB() => Assert.InRange((await ArchiveAsync()).Size(), 1, SizeLimit - 1);

    [Fact]
    public async Task It_runs_as_a_user_that_is_not_root()
    {
        var user = (await ArchiveAsync()).Configuration["User"]!.ToString().Split(':')[0];

        // A number, by which Kubernetes knows that it is not root.
        Assert.True(int.TryParse(user, out var number) && number > 0, $"the user is '{user}'");
    }

    [Fact]
    public async Task There_is_no_shell_in_it()
    {
        var files = (await ArchiveAsync()).Files();

        Assert.Contains("usr/local/bin/appmesh-inject", files);
        Assert.DoesNotContain(files, file => Shells.Contains(Path.GetFileName(file)));
    }

    [Fact]
    public async Task Nobody_gets_a_shell_in_a_replica()
    {
        var result = await _cluster.Terminal.RunAsync($"kubectl exec --namespace {Injector.Namespace} deploy/{Injector.Name} -- sh -c true");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("executable file not found", result.Error, StringComparison.Ordinal);
    }

    private async Task<ImageArchive> ArchiveAsync()
    {
        var deployment = await _cluster.Api.AppsV1.ReadNamespacedDeploymentAsync(Injector.Name, Injector.Namespace);
        var image = deployment.Spec.Template.Spec.Containers.Single().Image;
        var archive = ImageArchive.Find(image, TestEnvironment.Current.Archives);
        Assert.SkipWhen(archive is null, $"there is no archive of {image}, which the cluster had already");
        return archive;
    }
}
