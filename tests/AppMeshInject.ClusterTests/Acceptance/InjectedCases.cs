using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.ClusterTests.Pods;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>Validates the injected pod of every golden case with the API server.</summary>
public sealed class InjectedCases(Cluster cluster) : PlainNamespace(cluster)
{
    private static readonly Lazy<IReadOnlyDictionary<string, (JsonNode Pod, JsonNode Injected)>> Cases = new(Load);

    /// <summary>Gets the names of the golden cases that inject a sidecar.</summary>
    public static IEnumerable<string> Names => Cases.Value.Keys;

    /// <summary>Gets the result of each case by its name.</summary>
    public IReadOnlyDictionary<string, AcceptanceResult> Results { get; private set; } =
        new Dictionary<string, AcceptanceResult>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var results = new Dictionary<string, AcceptanceResult>();
        foreach (var (name, (pod, injected)) in Cases.Value)
        {
            results[name] = await ValidateAsync(pod, injected);
        }

        Results = results;
    }

    private static Dictionary<string, (JsonNode Pod, JsonNode Injected)> Load()
    {
        var cases = new Dictionary<string, (JsonNode, JsonNode)>();
        foreach (var golden in GoldenCase.Names().Select(GoldenCase.Load))
        {
            var outcome = Engine.Create(golden.Flags).Review(golden.Request);
            if (outcome.Patch is not null)
            {
                cases[golden.Name] = (JsonNode.Parse(golden.Request.ObjectJson)!, outcome.ApplyTo(golden.Request));
            }
        }

        return cases;
    }

    // Some cases test the parser with pods that no API server accepts, so only errors that the injection adds count.
    private async Task<AcceptanceResult> ValidateAsync(JsonNode pod, JsonNode injected) =>
        PodContainers.HasNativeSidecar(injected) && !Cluster.Version.HasNativeSidecars
            ? new AcceptanceResult(IsAccepted: false, [], $"{Cluster.Version} does not support native sidecars")
            : new AcceptanceResult(
                (await DryRun.CreateAsync(this, injected)).Created is not null,
                await DryRun.GetInjectionErrorsAsync(this, pod, injected));
}
