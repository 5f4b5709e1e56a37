namespace AppMeshInject.Testing.Golden;

/// <summary>Checks generated files of the repository, such as reference pages.</summary>
public static class GoldenFile
{
    /// <summary>Compares a file with a text. Writes the file first if golden files are being updated.</summary>
    /// <param name="path">The path from the root of the repository.</param>
    /// <param name="text">The expected content.</param>
    /// <returns>The differences, or null if there are none.</returns>
    public static string? Difference(string path, string text)
    {
        var file = Path.Combine(CaseFolders.Root(), path);
        if (Expectation.IsUpdating)
        {
            File.WriteAllText(file, text);
        }

        var current = File.Exists(file) ? File.ReadAllText(file) : "(no file)\n";
        if (current == text)
        {
            return null;
        }

        var difference = TextDifference.Compare(current, text);
        return $"{path} is outdated ({Expectation.UpdateVariable}=1 rewrites it):\n{difference}";
    }
}
