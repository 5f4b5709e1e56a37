namespace AppMeshInject.Kubeconfig;

/// <summary>Finds programs on the PATH in the same way as a shell.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The mode that .NET returns for a link whose target does not exist.
    private const UnixFileMode Unknown = (UnixFileMode)(-1);

    /// <summary>Finds the first executable file with a name.</summary>
    /// <remarks>
    /// Relative folders are ignored. The current folder, which .NET would search first, is not searched.
    /// </remarks>
    /// <param name="name">The name of the program.</param>
    /// <param name="path">The value of the variable PATH.</param>
    /// <returns>The path of the file; null if there is none.</returns>
    public static string? Find(string name, string path) => path
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string file) =>
        File.Exists(file) && new FileInfo(file).UnixFileMode is var mode and not Unknown && (mode & Executable) != 0;
}
