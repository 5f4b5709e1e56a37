using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Tests.Conventions;

/// <summary>Enumerates the files of the repository, without build output.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> IgnoredFolders =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "StrykerOutput", "node_modules"];

    /// <summary>Lists the files below a folder, as paths from the root of the repository with <c>/</c>.</summary>
    /// <param name="folder">The path of the folder; empty for the whole repository.</param>
    public static IEnumerable<string> GetFiles(string folder = "") =>
        EnumerateFiles(new DirectoryInfo(GetFullPath(folder)))
            .Select(file => Path.GetRelativePath(CaseFolders.Root(), file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>Lists the C# files below folders.</summary>
    public static IEnumerable<string> GetCSharpFiles(params IEnumerable<string> folders) =>
        folders.SelectMany(GetFiles).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Reads a file.</summary>
    public static string Read(string path) => File.ReadAllText(GetFullPath(path));

    private static string GetFullPath(string path) => Path.Combine(CaseFolders.Root(), path);

    private static IEnumerable<string> EnumerateFiles(DirectoryInfo folder) => folder.EnumerateFiles()
        .Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories()
            .Where(child => !IgnoredFolders.Contains(child.Name) && child.LinkTarget is null)
            .SelectMany(EnumerateFiles));
}
