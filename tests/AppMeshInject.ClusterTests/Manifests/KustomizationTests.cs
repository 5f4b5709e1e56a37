using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Manifests;

/// <summary>The API server accepts the base, every overlay and every component of the manifests.</summary>
public sealed class KustomizationTests(CustomResources resources)
    : ClusterTest(resources.Cluster, Injector.Namespace), IClassFixture<CustomResources>
{
    private const string MatchConditions = "tests/kustomize/match-conditions";

    public static TheoryData<string> Folders =>
    [
        "deploy/kustomize/base",
        .. GetFolders("deploy/kustomize/overlays"),
        .. GetFolders("tests/kustomize"),
    ];

    [ClusterTheory]
    [MemberData(nameof(Folders))]
    public async Task The_API_server_accepts_the_manifests_of(string folder)
    {
        Assert.SkipWhen(
            folder == MatchConditions && !resources.Cluster.Version.HasMatchConditions,
            $"{resources.Cluster.Version} does not support matchConditions");

        var terminal = resources.Cluster.Terminal;
        var rendered = (await terminal.RunAsync($"kubectl kustomize {folder}")).EnsureSuccess();
        var applied = (await terminal.RunAsync("kubectl apply --dry-run=server -f -", rendered)).EnsureSuccess();

        var objects = GetLines(rendered).Count(line => line.StartsWith("kind: ", StringComparison.Ordinal));
        Assert.Equal(objects, GetLines(applied).Length);
        Assert.All(GetLines(applied), line => Assert.EndsWith("(server dry run)", line, StringComparison.Ordinal));
    }

    private static IEnumerable<string> GetFolders(string parent) =>
        Directory.EnumerateDirectories(Path.Combine(CaseFolders.Root(), parent))
            .Select(folder => $"{parent}/{Path.GetFileName(folder)}")
            .Order();

    private static string[] GetLines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
