using System.Diagnostics;
using AppMeshInject.ClusterTests.Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Pods;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>
/// Administrative operations on a running injector. Each method returns when its operation is complete.
/// </summary>
internal sealed class InjectorOperations(Cluster cluster)
{
    private const string Rollout = $"--namespace {Injector.Namespace} deployment/{Injector.Name}";

    private readonly InstalledCertificates _certificates = new(cluster);
    private readonly ServedCertificates _served = new(cluster);

    /// <summary>Replaces all replicas with a rolling restart.</summary>
    public async Task RestartAsync()
    {
        await RunAsync($"kubectl rollout restart {Rollout}");
        await RunAsync($"kubectl rollout status --timeout 180s {Rollout}");
    }

    /// <summary>Installs the injector again with a changed setting, which also replaces all replicas.</summary>
    /// <param name="setting">The setting, such as <c>APPMESH_INJECT_CERTIFICATE_LIFE=60s</c>.</param>
    public Task ChangeSettingAsync(string setting) => RunAsync($"export {setting}; {Injector.InstallCommand}");

    /// <summary>Renews the serving certificate by clearing its key in the Secret.</summary>
    public Task RenewCertificateAsync() =>
        RenewAsync("tls.crt", () => _certificates.ClearSecretKeyAsync("tls.key"));

    /// <summary>Renews the CA by clearing its key in the Secret, and with it the serving certificate.</summary>
    public Task RenewCaAsync() =>
        RenewAsync("authority.crt", () => _certificates.ClearSecretKeyAsync("authority.key"));

    /// <summary>Renews the CA and the serving certificate by deleting the Secret.</summary>
    public Task RenewAllAsync() => RenewAsync("authority.crt", _certificates.DeleteSecretAsync);

    /// <summary>Deletes a ready replica without a grace period, and waits until another one is ready.</summary>
    /// <param name="clock">The clock of the load.</param>
    public async Task<ReplicaKill> KillReplicaAsync(Stopwatch clock)
    {
        var replicas = await Replicas.ListAsync(cluster);
        var ready = replicas.Where(PodConditions.IsReady).Select(replica => replica.Name()).ToArray();
        var started = clock.Elapsed;
        await cluster.Api.CoreV1.DeleteNamespacedPodAsync(ready[0], Injector.Namespace, gracePeriodSeconds: 0);
        var kill = new ReplicaKill(started, clock.Elapsed);
        await _certificates.WaitUntilAsync("a ready replica instead of the killed one", async () =>
            (await Replicas.ListAsync(cluster)).Count(replica => replica.Name() != ready[0] && replica.IsReady())
                >= ready.Length);
        return kill;
    }

    private async Task RenewAsync(string renewed, Func<Task> renew)
    {
        var before = (await _certificates.FindCertificateAsync(renewed))!.SerialNumber;
        await renew();
        await _certificates.WaitUntilAsync($"a new {renewed} that all replicas serve", async () =>
            await _certificates.FindCertificateAsync(renewed) is { } after && after.SerialNumber != before
            && await _certificates.FindCertificateAsync("tls.crt") is { } expected
            && await _served.GetSerialNumbersAsync() is { Count: > 0 } served
            && served.Values.All(serial => serial == expected.SerialNumber));
    }

    private async Task RunAsync(string command) => (await cluster.Terminal.RunAsync(command)).EnsureSuccess();
}
