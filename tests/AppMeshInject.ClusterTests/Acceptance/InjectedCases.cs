using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Namespaces;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>Every golden case that is injected, and what the API server says of it.</summary>
public sealed class InjectedCases(Cluster cluster) : PlainNamespace(cluster)
{
    private const int FirstWithNativeSidecars = 29;

    private static readonly Lazy<IReadOnlyDictionary<string, (JsonNode Pod, JsonNode Injected)>> Cases = new(Load);

    /// <summary>The names of the cases.</summary>
    public static IEnumerable<string> Names => Cases.Value.Keys;

    /// <summary>What came of each case, by its name.</summary>
    public IReadOnlyDictionary<string, Verdict> Verdicts { get; private set; } = new Dictionary<string, Verdict>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var verdicts = new Dictionary<string, Verdict>();
        foreach (var (name, (pod, injected)) in Cases.Value)
        {
            verdicts[name] = await JudgeAsync(pod, injected);
        }

        Verdicts = verdicts;
    }

    private static Dictionary<string, (JsonNode Pod, JsonNode Injected)> Load()
    {
        var cases = new Dictionary<string, (JsonNode, JsonNode)>();
        foreach (var golden in GoldenCase.Names().Select(GoldenCase.Load))
        {
            var outcome = Engine.Of(golden.Flags).Review(golden.Request);
            if (outcome.Patch is not null)
            {
                cases[golden.Name] = (JsonNode.Parse(golden.Request.ObjectJson)!, outcome.Mutated(golden.Request));
            }
        }

        return cases;
    }

    // Many a case is about what the engine reads, and is no pod to an API server: the injection must not add to that.
    private async Task<Verdict> JudgeAsync(JsonNode pod, JsonNode injected) =>
        HasNativeSidecar(injected) && !Cluster.Version.IsAtLeast(FirstWithNativeSidecars)
            ? new Verdict(IsTaken: false, [], $"{Cluster.Version} has no native sidecars")
            : new Verdict(
                (await DryRun.OfAsync(this, injected)).Created is not null,
                await DryRun.ComplaintsOfInjectionAsync(this, pod, injected));

    private static bool HasNativeSidecar(JsonNode pod) =>
        pod["spec"]!["initContainers"]?.AsArray().Any(container => container!["restartPolicy"] is not null) == true;
}
