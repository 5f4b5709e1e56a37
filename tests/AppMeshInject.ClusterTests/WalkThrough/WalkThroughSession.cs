using System.Text.RegularExpressions;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Terminals;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>The walk-through of AWS's post, typed once from the first command to the last.</summary>
public sealed partial class WalkThroughSession(Cluster cluster) : IAsyncLifetime
{
    private const string Namespace = "appmesh-inject-test";

    public CommandResult Installation { get; private set; } = null!;

    /// <summary>The list of the injector's pods, once it shows what the post shows.</summary>
    public string InjectorPods { get; private set; } = null!;

    public string UserPods { get; private set; } = null!;

    public V1Pod Nginx { get; private set; } = null!;

    public CommandResult SecondInstallation { get; private set; } = null!;

    /// <summary>The list of the injector's pods after the second installation.</summary>
    public string InjectorPodsAfterwards { get; private set; } = null!;

    /// <summary>What is in the cluster at the end and was not at the beginning.</summary>
    public IEnumerable<string> LeftBehind { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // An earlier run that was broken off may have left these.
        await RunAsync($"kubectl delete namespace {Namespace} --ignore-not-found");
        await cluster.Injector.RemoveAsync();
        var before = await ClusterContents.ListAsync(cluster);

        Installation = await cluster.Terminal.RunAsync(Injector.InstallCommand);
        InjectorPods = await WaitForListAsync("kubectl get pods -n appmesh-inject", InjectorRuns());
        await RunAsync("kubectl apply -f examples/namespace.yaml");
        await RunAsync("kubectl apply -f examples/nginx.yaml");
        UserPods = await WaitForListAsync("kubectl get pods -n appmesh-inject-test", NginxRuns());
        Nginx = await cluster.Api.CoreV1.ReadNamespacedPodAsync("nginx", Namespace);
        SecondInstallation = await cluster.Terminal.RunAsync(Injector.InstallCommand);
        InjectorPodsAfterwards = await RunAsync("kubectl get pods -n appmesh-inject");

        await RunAsync($"kubectl delete namespace {Namespace}");
        foreach (var command in Injector.CleanUpCommands)
        {
            await RunAsync(command);
        }

        LeftBehind = (await ClusterContents.ListAsync(cluster)).Except(before);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex(@"^aws-app-mesh-inject-\S+ +1/1 +Running ", RegexOptions.Multiline)]
    public static partial Regex InjectorRuns();

    [GeneratedRegex(@"^nginx +2/2 +Running ", RegexOptions.Multiline)]
    public static partial Regex NginxRuns();

    private async Task<string> RunAsync(string command) => (await cluster.Terminal.RunAsync(command)).Succeeded();

    private Task<string> WaitForListAsync(string command, Regex line) => Waiting.ForAsync(
        $"{command} to show {line}",
        async () => await RunAsync(command) is var list && line.IsMatch(list) ? list : null,
        () => Diagnosis.OfAsync(cluster.Terminal, Namespace));
}
