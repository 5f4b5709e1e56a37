using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Pods;
using AppMeshInject.ClusterTests.Terminals;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>
/// A namespace of one test class. It is deleted, with everything in it, after the tests of the class.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="labels">The labels of the namespace.</param>
public abstract class TestNamespace(Cluster cluster, Dictionary<string, string> labels) : IAsyncLifetime
{
    // A cluster can enforce a stricter profile by default, but proxyinit needs NET_ADMIN:
    // https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
    private static readonly KeyValuePair<string, string> Unrestricted =
        new("pod-security.kubernetes.io/enforce", "privileged");

    public Cluster Cluster => cluster;

    public string Name { get; } = $"test-{Guid.NewGuid():N}"[..13];

    public virtual async ValueTask InitializeAsync()
    {
        var allLabels = new Dictionary<string, string>([.. labels, Unrestricted]);
        var metadata = new V1ObjectMeta { Name = Name, Labels = allLabels };
        await cluster.Api.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = metadata });

        // The API server rejects pods until the default service account exists.
        await WaitForAsync($"the default service account of namespace {Name}", async () =>
            (await cluster.Api.CoreV1.ListNamespacedServiceAccountAsync(Name)).Items.FirstOrDefault());
    }

    public virtual async ValueTask DisposeAsync()
    {
        // The preStop hook of Envoy would otherwise delay the deletion.
        await cluster.Api.CoreV1.DeleteCollectionNamespacedPodAsync(Name, gracePeriodSeconds: 1);
        await cluster.Api.CoreV1.DeleteNamespaceAsync(Name);
        GC.SuppressFinalize(this);
    }

    /// <summary>Applies a manifest in this namespace with kubectl.</summary>
    public Task<CommandResult> ApplyAsync(string manifest) =>
        cluster.Terminal.RunAsync($"kubectl apply --namespace {Name} -f -", manifest);

    /// <summary>Waits for a pod that satisfies a condition.</summary>
    /// <param name="what">A description of the pod, for the error message.</param>
    /// <param name="condition">The condition.</param>
    public Task<V1Pod> WaitForPodAsync(string what, Func<V1Pod, bool> condition) => WaitForAsync(what, async () =>
        (await cluster.Api.CoreV1.ListNamespacedPodAsync(Name)).Items.FirstOrDefault(condition));

    /// <summary>Waits until a pod is ready.</summary>
    public Task<V1Pod> WaitUntilReadyAsync(string pod) =>
        WaitForPodAsync($"pod {pod} to be ready", found => found.Name() == pod && found.IsReady());

    /// <summary>Waits for a state in this namespace.</summary>
    /// <param name="what">A description of the state, for the error message.</param>
    /// <param name="find">Returns null while the state is not reached.</param>
    public Task<T> WaitForAsync<T>(string what, Func<Task<T?>> find)
        where T : class =>
        Polling.WaitForAsync(what, find, () => Diagnosis.CollectAsync(cluster.Terminal, Name));

    /// <summary>Runs a bash script in a container and returns its output.</summary>
    public async Task<string> ExecAsync(string pod, string container, string script)
    {
        var command = $"kubectl exec --namespace {Name} {pod} -c {container} -i -- bash";
        return (await cluster.Terminal.RunAsync(command, script)).EnsureSuccess();
    }
}
