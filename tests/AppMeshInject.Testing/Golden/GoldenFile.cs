namespace AppMeshInject.Testing.Golden;

/// <summary>A file of the repository that is generated: the test of it fails when it is stale, and writes it anew when told to.</summary>
public static class GoldenFile
{
    /// <summary>How the file differs from the text; null where it does not, or was just written anew.</summary>
    public static string? Difference(string path, string text)
    {
        var file = Path.Combine(CaseFolders.Root(), path);
        if (Expectation.IsUpdating)
        {
            File.WriteAllText(file, text);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : "(no file)\n";
        return kept == text ? null : $"{path} is stale ({Expectation.UpdateSwitch}=1 writes it anew):\n{TextDifference.Of(kept, text)}";
    }
}
