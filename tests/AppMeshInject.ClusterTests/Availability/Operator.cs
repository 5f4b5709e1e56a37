using System.Diagnostics;
using AppMeshInject.ClusterTests.Certificates;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Availability;

/// <summary>What somebody does with an injector that is in use, each to its end.</summary>
internal sealed class Operator(Cluster cluster)
{
    private readonly LiveCertificates _certificates = new(cluster);
    private readonly ServedCertificates _served = new(cluster);

    /// <summary>Replaces every replica.</summary>
    public async Task RollAsync()
    {
        (await cluster.Terminal.RunAsync($"kubectl rollout restart deployment {Injector.Name} --namespace {Injector.Namespace}")).Succeeded();
        (await cluster.Terminal.RunAsync($"kubectl rollout status deployment {Injector.Name} --namespace {Injector.Namespace} --timeout 180s")).Succeeded();
    }

    /// <summary>Installs the injector again with another setting, which replaces every replica too.</summary>
    /// <param name="setting">The setting, such as <c>APPMESH_INJECT_CERTIFICATE_LIFE=60s</c>.</param>
    public async Task ChangeAsync(string setting) => (await cluster.Terminal.RunAsync($"export {setting}; {Injector.InstallCommand}")).Succeeded();

    /// <summary>Has a new certificate made by emptying its key.</summary>
    public Task RotateCertificateAsync() => RotateAsync("tls.crt", () => _certificates.EmptyAsync("tls.key"));

    /// <summary>Has a new authority made by emptying its key, and with it a new certificate.</summary>
    public Task RotateAuthorityAsync() => RotateAsync("authority.crt", () => _certificates.EmptyAsync("authority.key"));

    /// <summary>Has a new authority and a new certificate made by deleting the Secret.</summary>
    public Task RotateAllAsync() => RotateAsync("authority.crt", _certificates.DeleteAsync);

    /// <summary>Deletes a replica with no grace, and waits until there are as many as before.</summary>
    /// <param name="clock">The clock of the load.</param>
    public async Task<Kill> KillAsync(Stopwatch clock)
    {
        var ready = (await Replicas.ListAsync(cluster)).Where(Namespaces.Pods.IsReady).Select(replica => replica.Name()).ToArray();
        var asked = clock.Elapsed;
        await cluster.Api.CoreV1.DeleteNamespacedPodAsync(ready[0], Injector.Namespace, gracePeriodSeconds: 0);
        var kill = new Kill(asked, clock.Elapsed);
        await _certificates.UntilAsync("another replica in place of the killed one", async () =>
            (await Replicas.ListAsync(cluster)).Count(replica => replica.Name() != ready[0] && replica.IsReady()) >= ready.Length);
        return kill;
    }

    private async Task RotateAsync(string replaced, Func<Task> rotate)
    {
        var before = (await _certificates.FindAsync(replaced))!.SerialNumber;
        await rotate();
        await _certificates.UntilAsync($"another {replaced}, and every replica to serve by it", async () =>
            await _certificates.FindAsync(replaced) is { } after && after.SerialNumber != before
            && await _certificates.FindAsync("tls.crt") is { } wanted
            && await _served.SerialNumbersAsync() is { Count: > 0 } served && served.Values.All(serial => serial == wanted.SerialNumber));
    }
}
