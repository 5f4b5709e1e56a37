namespace AppMeshInject.Kubeconfig;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // What .NET says of a link that leads nowhere.
    private const UnixFileMode None = (UnixFileMode)(-1);

    /// <summary>
    /// The first program of this name in the folders of a PATH; null where there is none. What cannot be executed hides nothing in
    /// the folders that come later. Never from the folder that happens to be the current one, which .NET would look into first.
    /// </summary>
    public static string? Find(string name, string path) => path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathRooted)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string file) =>
        File.Exists(file) && new FileInfo(file).UnixFileMode is var mode and not None && (mode & Executable) != 0;
}
