using System.Diagnostics;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>
/// The injector repairs certificates that a user corrupts, deletes or overwrites. These tests run alone, because the
/// API server rejects pods while the caBundle is corrupted.
/// </summary>
[Collection(ExclusiveCluster.Name)]
public sealed class RepairTests(Cluster cluster, MeshedNamespace meshed) : IClassFixture<MeshedNamespace>
{
    private static readonly TimeSpan MaxRepairTime = TimeSpan.FromSeconds(60);

    private readonly InstalledCertificates _certificates = new(cluster);

    [ClusterTheory]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCi0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K")]
    [InlineData("bm9uc2Vuc2U=")]
    public async Task Corrupted_caBundle_is_repaired_within_a_minute(string base64)
    {
        var before = Convert.ToHexString(await _certificates.GetCaBundleAsync());
        var clock = Stopwatch.StartNew();

        await _certificates.OverwriteCaBundleAsync(base64);
        await _certificates.WaitUntilAsync("the previous caBundle", async () =>
            Convert.ToHexString(await _certificates.GetCaBundleAsync()) == before);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, MaxRepairTime);
        await AssertInjectsAsync();
    }

    [ClusterTheory]
    [InlineData("tls.key")]
    [InlineData("authority.crt")]
    public async Task Cleared_Secret_key_is_repaired_within_a_minute_and_no_pod_is_rejected(string key)
    {
        var clock = Stopwatch.StartNew();

        await _certificates.ClearSecretKeyAsync(key);
        await _certificates.WaitUntilAsync($"a value of {key}", async () =>
        {
            await AssertInjectsAsync();
            return (await _certificates.GetSecretDataAsync())[key].Length > 0;
        });

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, MaxRepairTime);
    }

    [ClusterFact]
    public async Task Deleted_Secret_is_recreated_and_no_pod_is_rejected()
    {
        await _certificates.DeleteSecretAsync();

        await _certificates.WaitUntilAsync("a new Secret", async () =>
        {
            await AssertInjectsAsync();
            return await _certificates.FindCertificateAsync("tls.crt") is not null;
        });
    }

    [ClusterFact]
    public async Task Applying_the_manifests_again_keeps_the_caBundle()
    {
        var before = await _certificates.GetCaBundleAsync();

        (await cluster.Terminal.RunAsync(Injector.InstallCommand)).EnsureSuccess();

        Assert.Equal(before, await _certificates.GetCaBundleAsync());
    }

    [ClusterFact]
    public async Task Server_side_apply_by_another_field_manager_keeps_the_caBundle()
    {
        var before = await _certificates.GetCaBundleAsync();

        const string Apply = "kubectl apply --server-side --force-conflicts --field-manager=gitops";
        (await cluster.Terminal.RunAsync($"{Apply} -f deploy/kustomize/base/webhook.yaml")).EnsureSuccess();

        Assert.Equal(before, await _certificates.GetCaBundleAsync());
    }

    private async Task AssertInjectsAsync()
    {
        const string Run = "kubectl run probe --image=nginx --restart=Never --dry-run=server -o json";
        var result = await cluster.Terminal.RunAsync($"{Run} --namespace {meshed.Name}");

        Assert.True(result.ExitCode == 0, result.ToString());
        var pod = KubernetesJson.Deserialize<V1Pod>(result.Output);
        Assert.True(pod.HasContainer("probe") && pod.HasEnvoy(), result.ToString());
    }
}
