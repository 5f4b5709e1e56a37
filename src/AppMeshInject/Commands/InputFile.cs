using System.Text;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Commands;

/// <summary>A file of manifests that a command is given.</summary>
internal static class InputFile
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a file, or standard input.</summary>
    public static Manifest Read(string file, TextReader input) =>
        ManifestReader.Read(file == StandardInput ? input.ReadToEnd() : File.ReadAllText(file, StandardStreams.Encoding));

    /// <summary>What it is called in messages.</summary>
    public static string NameOf(string file) => file == StandardInput ? "standard input" : file;

    /// <summary>Whether an exception says that there is no such file.</summary>
    public static bool IsMissing(Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>Why a file is of no use; null where the exception is not about that.</summary>
    public static string? ProblemOf(Exception exception) => exception switch
    {
        ManifestException manifest => manifest.Describe(),
        _ when IsMissing(exception) => "there is no such file",
        DecoderFallbackException => "it is not UTF-8",
        IOException or UnauthorizedAccessException => exception.Message,
        _ => null,
    };
}
