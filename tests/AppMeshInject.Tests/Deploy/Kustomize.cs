using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Renders manifests with the kustomize that is part of kubectl.</summary>
internal static class Kustomize
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);
    private static readonly ConcurrentDictionary<string, Tool> Rendered = [];

    /// <summary>The base, the overlays, and the base with each single component.</summary>
    public static TheoryData<string> All =>
    [
        "deploy/kustomize/base",
        .. Folders("deploy/kustomize/overlays"),
        .. Folders("tests/kustomize"),
    ];

    /// <summary>Skips a test where kubectl is missing, or is older than 1.21 and does not support components.</summary>
    public static void NeedsKubectl() => Assert.SkipWhen(Obstacle.Value is not null, Obstacle.Value ?? "");

    /// <summary>Renders a folder of this repository and caches the result.</summary>
    public static Installation Render(string folder)
    {
        NeedsKubectl();
        var kubectl = Rendered.GetOrAdd(
            folder, _ => Tool.Run("kubectl", ["kustomize", Path.Combine(CaseFolders.Root(), folder)])!);
        Assert.True(kubectl.ExitCode == 0, kubectl.Error);
        return Installation.Read(kubectl.Output);
    }

    /// <summary>Renders the base with one component.</summary>
    public static Installation RenderComponent(string name) => Render($"tests/kustomize/{name}");

    /// <summary>Gets the subfolders of a folder, relative to the repository root.</summary>
    public static IEnumerable<string> Folders(string parent) =>
        Directory.EnumerateDirectories(Path.Combine(CaseFolders.Root(), parent)).Select(
            folder => $"{parent}/{Path.GetFileName(folder)}").Order();

    private static string? FindObstacle()
    {
        if (Tool.Run("kubectl", ["version", "--client", "--output", "json"]) is not { } kubectl)
        {
            return "kubectl is not installed";
        }

        var minor = JsonNode.Parse(kubectl.Output)!["clientVersion"]!["minor"]!.GetValue<string>().TrimEnd('+');
        return int.Parse(minor, CultureInfo.InvariantCulture) < 21
            ? $"kubectl is 1.{minor}, and components need 1.21"
            : null;
    }
}
