using System.Text;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>Reads the manifest files of a command.</summary>
internal static class InputFile
{
    /// <summary>The name that selects standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a file or standard input.</summary>
    public static Manifest Read(string file, TextReader input) =>
        ManifestReader.Read(
            file == StandardInput ? input.ReadToEnd() : File.ReadAllText(file, StandardStreams.Encoding));

    /// <summary>Gets the name of the file for messages.</summary>
    public static string GetDisplayName(string file) => file == StandardInput ? "standard input" : file;

    /// <summary>Returns whether an exception means that the file does not exist.</summary>
    public static bool IsMissing(Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Gets the reason why a file cannot be used; null if the exception has another cause.</summary>
    public static string? GetProblem(Exception exception) => exception switch
    {
        ManifestException manifest => manifest.Format(),
        _ when IsMissing(exception) => "the file does not exist",
        DecoderFallbackException => "the file is not UTF-8",
        IOException or UnauthorizedAccessException => exception.Message,
        _ => null,
    };
}
