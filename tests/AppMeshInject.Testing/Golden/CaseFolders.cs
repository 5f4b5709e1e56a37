namespace AppMeshInject.Testing.Golden;

/// <summary>Where the cases are kept: with the sources, so that a changed case needs no build.</summary>
public static class CaseFolders
{
    private const string RootMark = "AppMeshInject.slnx";

    public static string Golden => Path.Combine(Cases, "golden");

    public static string Recorded => Path.Combine(Cases, "recorded");

    private static string Cases => Path.Combine(Root(), "tests", "cases");

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RootMark)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} has {RootMark}");
    }
}
