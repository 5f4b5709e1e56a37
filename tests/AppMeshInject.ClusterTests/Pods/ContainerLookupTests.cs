using System.Text.RegularExpressions;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.ClusterTests.Pods;

/// <summary>
/// Only <see cref="PodContainers"/> reads the container lists of pods: Envoy is in a different list depending on the
/// server version. Reads the sources, and needs no cluster.
/// </summary>
public sealed partial class ContainerLookupTests
{
    private static readonly string[] Folders = ["tests/AppMeshInject.ClusterTests", "tests/cluster"];

    private static readonly string[] Exempt = ["PodContainers.cs", "ContainerLookupTests.cs"];

    [Fact]
    public void Sources_find_containers_only_with_the_helper()
    {
        var files = Folders
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(CaseFolders.Root(), folder), "*", SearchOption.AllDirectories))
            .Where(IsSource)
            .ToArray();

        var lookups = files
            .SelectMany(file => File.ReadLines(file)
                .Select((line, index) => (Line: line, Position: $"{Path.GetFileName(file)}:{index + 1}"))
                .Where(entry => Lookup().IsMatch(entry.Line))
                .Select(entry => $"{entry.Position}: use PodContainers instead of: {entry.Line.Trim()}"))
            .ToArray();

        Assert.Contains(files, file => Path.GetFileName(file) == "RepairTests.cs");
        Assert.True(lookups.Length == 0, string.Join('\n', lookups));
    }

    [Theory]
    [InlineData("pod.Spec.Containers.Single(container => container.Name == name)")]
    [InlineData("Assert.Null(pod.Spec.InitContainers);")]
    [InlineData("pod.Spec?.Containers?[0]")]
    [InlineData("pod.Status.ContainerStatuses.All(status => status.Ready)")]
    [InlineData("pod.Status.InitContainerStatuses")]
    [InlineData("pod[\"spec\"]![\"containers\"]!.AsArray()")]
    [InlineData("spec[\"initContainers\"]")]
    [InlineData("kubectl get pod nginx -o 'jsonpath={.spec.containers[*].name}'")]
    [InlineData("kubectl get pod nginx -o jsonpath={.spec.initContainers[?(@.name==\"envoy\")].image}")]
    [InlineData("kubectl get pods -o custom-columns=READY:.status.containerStatuses[*].ready")]
    [InlineData("jq '.spec.template.spec.containers[0]'")]
    [InlineData("Assert.Contains(\"\\\"name\\\":\\\"envoy\\\"\", body, StringComparison.Ordinal);")]
    public void Lookup_outside_the_helper_is_detected(string line) => Assert.Matches(Lookup(), line);

    [Theory]
    [InlineData("pod.GetEnvoy().Image")]
    [InlineData("kubectl logs nginx -c envoy")]
    [InlineData("kubectl exec nginx -c envoy -- printenv")]
    [InlineData("pod.Spec.InitContainers = [new() { Name = \"first\" }];")]
    [InlineData("Containers = [new() { Name = \"app\" }],")]
    [InlineData("spec: { containers: [{ name: nginx, image: nginx }] }")]
    [InlineData("{ \"name\": \"envoy\", \"image\": \"envoy\" }")]
    public void Other_use_of_containers_is_allowed(string line) => Assert.DoesNotMatch(Lookup(), line);

    private static bool IsSource(string file)
    {
        var folders = Path.GetRelativePath(CaseFolders.Root(), file).Split(Path.DirectorySeparatorChar);
        return !folders.Contains("bin") && !folders.Contains("obj") && !Exempt.Contains(Path.GetFileName(file));
    }

    // Typed members (unless they are assigned), JSON indexers, JSON paths of kubectl and jq, and searches of a JSON
    // text.
    [GeneratedRegex(
        """
        \.(Init|Ephemeral)?Containers\b(?!\s*=[^=>])
        |\.(Init|Ephemeral)?ContainerStatuses\b
        |\["(initC|ephemeralC|c)ontainer(s|Statuses)"\]
        |\.(spec|status)\.(initC|ephemeralC|c)ontainer(s|Statuses)\b
        |Contains\(.*name[\\":\s]+envoy
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Lookup();
}
