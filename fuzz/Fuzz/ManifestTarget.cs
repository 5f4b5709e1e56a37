using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Manifests;

namespace AppMeshInject.Fuzz;

/// <summary>
/// A manifest, injected: nothing that was there changes, what is written is read as it was meant, and injecting it again adds
/// nothing.
/// </summary>
internal static class ManifestTarget
{
    private static readonly ManifestInjector Injector = Make();

    public static bool Run(byte[] input)
    {
        if (TryInject(Encoding.UTF8.GetString(input)) is not { } injected)
        {
            return false;
        }

        WrongAnswerException.Unless(TryInject(injected.Text) is { } again && again.Text == injected.Text, "what was injected is injected otherwise the second time");
        WrongAnswerException.Unless(injected.Meaning.SequenceEqual(ManifestReader.Read(injected.Text).Documents.SelectMany(MeaningOf)), "what is written means something else");
        return true;
    }

    private static (string Text, List<string> Meaning)? TryInject(string text)
    {
        try
        {
            var manifest = ManifestReader.Read(text);
            var writer = new ManifestWriter(manifest.Format);
            foreach (var document in manifest.Documents)
            {
                var before = PodsOf(document);
                Injector.Inject(document);
                foreach (var (sent, injected) in before.Zip(PodsOf(document)))
                {
                    PatchChecks.CheckUnchanged(sent, injected);
                }

                writer.Write(document);
            }

            return (writer.Text, [.. manifest.Documents.SelectMany(MeaningOf)]);
        }
        catch (ManifestException)
        {
            return null;
        }
    }

    private static List<JsonNode> PodsOf(ManifestDocument document) =>
        document.Root is { } root ? [.. WorkloadFinder.In(root).Select(workload => JsonNode.Parse(JsonManifestWriter.Write(workload.Pod))!)] : [];

    // Empty documents come and go.
    private static IEnumerable<string> MeaningOf(ManifestDocument document) =>
        document.Root is { } root ? [Encoding.UTF8.GetString(JsonManifestWriter.Write(root))] : [];

    private static ManifestInjector Make()
    {
        var settings = SettingsLoader.Load(CommandLine.Parse(["--mesh-name=m"]).Settings, new Dictionary<string, string>()).Settings;
        return new ManifestInjector(new Injector(settings, ClusterFacts.From(settings)), "default");
    }
}
