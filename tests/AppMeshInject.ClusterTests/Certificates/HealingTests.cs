using System.Diagnostics;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>What somebody breaks or applies again: with the cluster to itself, since pods are refused while it is broken.</summary>
[Collection(ClusterToItself.Name)]
public sealed class HealingTests(Cluster cluster, MeshedNamespace meshed) : IClassFixture<MeshedNamespace>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly LiveCertificates _certificates = new(cluster);

    [Theory]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCi0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K")]
    [InlineData("bm9uc2Vuc2U=")]
    public async Task A_spoilt_caBundle_is_mended_within_a_minute(string base64)
    {
        var before = await _certificates.BundleAsync();
        var clock = Stopwatch.StartNew();

        await _certificates.SpoilBundleAsync(base64);
        await _certificates.UntilAsync("the caBundle to be as before", async () => Convert.ToHexString(await _certificates.BundleAsync()) == Convert.ToHexString(before));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
        await AssertInjectsAsync();
    }

    [Theory]
    [InlineData("tls.key")]
    [InlineData("authority.crt")]
    public async Task A_spoilt_Secret_is_mended_within_a_minute_and_no_pod_is_refused(string key)
    {
        var clock = Stopwatch.StartNew();

        await _certificates.EmptyAsync(key);
        await _certificates.UntilAsync($"{key} to be there again", async () =>
        {
            await AssertInjectsAsync();
            return (await _certificates.SecretAsync())[key].Length > 0;
        });

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
    }

    [Fact]
    public async Task A_Secret_that_was_deleted_is_made_anew_and_no_pod_is_refused()
    {
        await _certificates.DeleteAsync();

        await _certificates.UntilAsync("the Secret to be there again", async () =>
        {
            await AssertInjectsAsync();
            return await _certificates.FindAsync("tls.crt") is not null;
        });
    }

    [Fact]
    public async Task Applying_the_manifests_again_keeps_the_caBundle()
    {
        var before = await _certificates.BundleAsync();

        (await cluster.Terminal.RunAsync(Injector.InstallCommand)).Succeeded();

        Assert.Equal(before, await _certificates.BundleAsync());
    }

    [Fact]
    public async Task Another_manager_that_applies_server_side_keeps_the_caBundle()
    {
        var before = await _certificates.BundleAsync();

        (await cluster.Terminal.RunAsync("kubectl apply --server-side --force-conflicts --field-manager=gitops -f deploy/kustomize/base/webhook.yaml")).Succeeded();

        Assert.Equal(before, await _certificates.BundleAsync());
    }

    private async Task AssertInjectsAsync()
    {
        var result = await cluster.Terminal.RunAsync(
            $"kubectl run probe --namespace {meshed.Name} --image=nginx --restart=Never --dry-run=server -o 'jsonpath={{.spec.containers[*].name}}'");
        Assert.True(result is { ExitCode: 0, Output: "probe envoy" }, result.ToString());
    }
}
