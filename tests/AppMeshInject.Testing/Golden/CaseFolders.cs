namespace AppMeshInject.Testing.Golden;

/// <summary>Locates the test cases. Tests read them from the source tree; a changed case needs no build.</summary>
public static class CaseFolders
{
    private const string SolutionFile = "AppMeshInject.slnx";

    /// <summary>Gets the folder of the golden cases.</summary>
    public static string Golden => Path.Combine(Cases, "golden");

    /// <summary>Gets the folder of the results recorded from the predecessors.</summary>
    public static string Recorded => Path.Combine(Cases, "recorded");

    private static string Cases => Path.Combine(Root(), "tests", "cases");

    /// <summary>Finds the root of the repository.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory}: no parent folder contains {SolutionFile}");
    }
}
