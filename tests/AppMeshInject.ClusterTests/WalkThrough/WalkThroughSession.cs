using System.Text.RegularExpressions;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>Runs the commands of the AWS walk-through once, from the installation to the clean-up.</summary>
public sealed partial class WalkThroughSession(Cluster cluster) : IAsyncLifetime
{
    private const string Namespace = "appmesh-inject-test";

    public CommandResult Installation { get; private set; } = null!;

    /// <summary>Gets the output of <c>kubectl get pods</c> once the injector runs.</summary>
    public string InjectorPods { get; private set; } = null!;

    /// <summary>Gets the output of <c>kubectl get pods</c> once the example pod runs.</summary>
    public string UserPods { get; private set; } = null!;

    public V1Pod Nginx { get; private set; } = null!;

    public CommandResult SecondInstallation { get; private set; } = null!;

    /// <summary>Gets the output of <c>kubectl get pods</c> after the second installation.</summary>
    public string InjectorPodsAfterwards { get; private set; } = null!;

    /// <summary>Gets the paths of the objects that the session created and did not delete.</summary>
    public IEnumerable<string> Leftovers { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // An aborted run may have left these objects.
        await RunAsync($"kubectl delete namespace {Namespace} --ignore-not-found");
        await cluster.Injector.RemoveAsync();
        var before = await ClusterContents.ListAsync(cluster);

        Installation = await cluster.Terminal.RunAsync(Injector.InstallCommand);
        InjectorPods = await WaitForListAsync("kubectl get pods -n appmesh-inject", InjectorIsRunning());
        await RunAsync("kubectl apply -f examples/namespace.yaml");
        await RunAsync("kubectl apply -f examples/nginx.yaml");
        UserPods = await WaitForListAsync("kubectl get pods -n appmesh-inject-test", NginxIsRunning());
        Nginx = await cluster.Api.CoreV1.ReadNamespacedPodAsync("nginx", Namespace);
        SecondInstallation = await cluster.Terminal.RunAsync(Injector.InstallCommand);
        InjectorPodsAfterwards = await RunAsync("kubectl get pods -n appmesh-inject");

        await RunAsync($"kubectl delete namespace {Namespace}");
        foreach (var command in Injector.CleanUpCommands)
        {
            await RunAsync(command);
        }

        Leftovers = (await ClusterContents.ListAsync(cluster)).Except(before);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex(@"^aws-app-mesh-inject-\S+ +1/1 +Running ", RegexOptions.Multiline)]
    public static partial Regex InjectorIsRunning();

    // The READY column counts native sidecars too, so it is 2/2 on all server versions.
    [GeneratedRegex(@"^nginx +2/2 +Running ", RegexOptions.Multiline)]
    public static partial Regex NginxIsRunning();

    private async Task<string> RunAsync(string command) => (await cluster.Terminal.RunAsync(command)).EnsureSuccess();

    private Task<string> WaitForListAsync(string command, Regex line) => Polling.WaitForAsync(
        $"a line that matches {line} in the output of {command}",
        async () => await RunAsync(command) is var list && line.IsMatch(list) ? list : null,
        () => Diagnosis.CollectAsync(cluster.Terminal, Namespace));
}
