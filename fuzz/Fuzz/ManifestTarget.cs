using System.Text;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.Manifests;

namespace AppMeshInject.Fuzz;

/// <summary>A manifest, injected: what is written can be read, and injecting it again adds nothing.</summary>
internal static class ManifestTarget
{
    private static readonly ManifestInjector Injector = Make();

    public static void Run(byte[] input)
    {
        if (TryInject(Encoding.UTF8.GetString(input), out var isChanged) is { } written
            && isChanged
            && (TryInject(written, out var isChangedAgain) is null || isChangedAgain))
        {
            throw new WrongAnswerException("what was injected is not read as injected");
        }
    }

    private static string? TryInject(string text, out bool isChanged)
    {
        isChanged = false;
        try
        {
            var manifest = ManifestReader.Read(text);
            var writer = new ManifestWriter(manifest.Format);
            foreach (var document in manifest.Documents)
            {
                Injector.Inject(document);
                isChanged |= document.IsChanged;
                writer.Write(document);
            }

            return writer.Text;
        }
        catch (ManifestException)
        {
            return null;
        }
    }

    private static ManifestInjector Make()
    {
        var settings = SettingsLoader.Load(CommandLine.Parse(["--mesh-name=m"]).Settings, new Dictionary<string, string>()).Settings;
        return new ManifestInjector(new Injector(settings, ClusterFacts.From(settings)), "default");
    }
}
