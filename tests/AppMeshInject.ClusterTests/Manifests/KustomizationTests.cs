using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Manifests;

/// <summary>The API server takes every installation, whatever components it has.</summary>
public sealed class KustomizationTests(CustomResources resources)
    : ClusterTest(resources.Cluster, Injector.Namespace), IClassFixture<CustomResources>
{
    private const string MatchConditions = "tests/kustomize/match-conditions";

    public static TheoryData<string> Folders =>
    [
        "deploy/kustomize/base",
        .. FoldersIn("deploy/kustomize/overlays"),
        .. FoldersIn("tests/kustomize"),
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task The_API_server_takes_the_manifests_of(string folder)
    {
        Assert.SkipWhen(
            folder == MatchConditions && !resources.Cluster.Version.IsAtLeast(28), $"{resources.Cluster.Version} has no match conditions");

        var rendered = (await resources.Cluster.Terminal.RunAsync($"kubectl kustomize {folder}")).Succeeded();
        var applied = (await resources.Cluster.Terminal.RunAsync("kubectl apply --dry-run=server -f -", rendered)).Succeeded();

        Assert.Equal(Lines(rendered).Count(line => line.StartsWith("kind: ", StringComparison.Ordinal)), Lines(applied).Length);
        Assert.All(Lines(applied), line => Assert.EndsWith("(server dry run)", line, StringComparison.Ordinal));
    }

    private static IEnumerable<string> FoldersIn(string parent) =>
        Directory.EnumerateDirectories(Path.Combine(CaseFolders.Root(), parent)).Select(folder => $"{parent}/{Path.GetFileName(folder)}").Order();

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
