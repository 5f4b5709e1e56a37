using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Manifests;

namespace AppMeshInject.Fuzz;

/// <summary>
/// Injects the pods of a YAML or JSON manifest. Checks that the injector only adds to a pod, that the written manifest
/// parses to the same documents, and that a second injection changes nothing.
/// </summary>
internal static class ManifestTarget
{
    private static readonly ManifestInjector Injector = CreateInjector();

    public static bool Run(byte[] input)
    {
        if (TryInject(Encoding.UTF8.GetString(input)) is not { } injected)
        {
            return false;
        }

        Check.That(
            TryInject(injected.Text) is { } again && again.Text == injected.Text,
            "a second injection changes the manifest");
        Check.That(
            injected.Documents.SequenceEqual(ManifestReader.Read(injected.Text).Documents.SelectMany(ToJson)),
            "the written manifest does not parse to the same documents");
        return true;
    }

    private static (string Text, List<string> Documents)? TryInject(string text)
    {
        try
        {
            var manifest = ManifestReader.Read(text);
            var writer = new ManifestWriter(manifest.Format);
            foreach (var document in manifest.Documents)
            {
                var before = GetPods(document);
                Injector.Inject(document);
                foreach (var (original, injected) in before.Zip(GetPods(document)))
                {
                    PatchChecks.CheckOnlyAdds(original, injected);
                }

                writer.Write(document);
            }

            return (writer.Text, [.. manifest.Documents.SelectMany(ToJson)]);
        }
        catch (ManifestException)
        {
            return null;
        }
    }

    private static List<JsonNode> GetPods(ManifestDocument document) =>
        document.Root is { } root
            ? [.. WorkloadFinder.FindAll(root).Select(GetPod)]
            : [];

    private static JsonNode GetPod(WorkloadObject workload) =>
        JsonNode.Parse(JsonManifestWriter.Write(workload.Pod))!;

    // The writer may add or remove empty documents, so these do not count.
    private static IEnumerable<string> ToJson(ManifestDocument document) =>
        document.Root is { } root ? [Encoding.UTF8.GetString(JsonManifestWriter.Write(root))] : [];

    private static ManifestInjector CreateInjector()
    {
        var environment = new Dictionary<string, string> { ["APPMESH_INJECT_MESH_NAME"] = "m" };
        var settings = SettingsLoader.Load([], environment).Settings;
        return new ManifestInjector(new Injector(settings, ClusterInfo.FromSettings(settings)), "default");
    }
}
