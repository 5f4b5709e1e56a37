using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Terminals;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>A namespace of one test class, which goes with all that is in it.</summary>
public abstract class TestNamespace(Cluster cluster, Dictionary<string, string> labels) : IAsyncLifetime
{
    public Cluster Cluster => cluster;

    public string Name { get; } = $"test-{Guid.NewGuid():N}"[..13];

    public virtual async ValueTask InitializeAsync()
    {
        await cluster.Api.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Name, Labels = labels } });

        // Until its account is there, pods are refused.
        await WaitForAsync($"the account of namespace {Name}", async () =>
            (await cluster.Api.CoreV1.ListNamespacedServiceAccountAsync(Name)).Items.FirstOrDefault());
    }

    public virtual async ValueTask DisposeAsync()
    {
        // Their proxies would else wait for requests to finish.
        await cluster.Api.CoreV1.DeleteCollectionNamespacedPodAsync(Name, gracePeriodSeconds: 1);
        await cluster.Api.CoreV1.DeleteNamespaceAsync(Name);
        GC.SuppressFinalize(this);
    }

    /// <summary>Has kubectl apply a manifest in this namespace.</summary>
    public Task<CommandResult> ApplyAsync(string manifest) => cluster.Terminal.RunAsync($"kubectl apply --namespace {Name} -f -", manifest);

    /// <summary>Waits for a pod.</summary>
    /// <param name="what">Which one, in words.</param>
    /// <param name="isIt">Whether it is the one, in the state that is waited for.</param>
    public Task<V1Pod> WaitForPodAsync(string what, Func<V1Pod, bool> isIt) =>
        WaitForAsync(what, async () => (await cluster.Api.CoreV1.ListNamespacedPodAsync(Name)).Items.FirstOrDefault(isIt));

    /// <summary>Waits until all containers of a pod are ready.</summary>
    public Task<V1Pod> WaitUntilReadyAsync(string pod) => WaitForPodAsync($"pod {pod} to be ready", found => found.Name() == pod && found.IsReady());

    /// <summary>Waits for something in this namespace; null where it is not there yet.</summary>
    public Task<T> WaitForAsync<T>(string what, Func<Task<T?>> look)
        where T : class =>
        Waiting.ForAsync(what, look, () => Diagnosis.OfAsync(cluster.Terminal, Name));

    /// <summary>Runs a script of bash in a container.</summary>
    public async Task<string> ExecAsync(string pod, string container, string script) =>
        (await cluster.Terminal.RunAsync($"kubectl exec --namespace {Name} {pod} -c {container} -i -- bash", script)).Succeeded();
}
