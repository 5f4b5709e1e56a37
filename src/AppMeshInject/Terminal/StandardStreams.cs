using System.Collections;
using System.Text;

namespace AppMeshInject.Terminal;

/// <summary>The standard streams and the environment of the process.</summary>
internal static class StandardStreams
{
    /// <summary>UTF-8 without a byte order mark. Invalid bytes are an error and are not replaced.</summary>
    public static readonly Encoding Encoding = new UTF8Encoding(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static TextReader Input => new StreamReader(Open(Console.OpenStandardInput), Encoding);

    public static TextWriter Output { get; } = new StreamWriter(
        Open(Console.OpenStandardOutput), Encoding)
    { NewLine = "\n", AutoFlush = true };

    public static TextWriter Error { get; } = new StreamWriter(
        Open(Console.OpenStandardError), Encoding)
    { NewLine = "\n", AutoFlush = true };

    public static IReadOnlyDictionary<string, string> Environment { get; } =
        System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(
            variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);

    /// <summary>Reports a failed stream on standard error, if possible.</summary>
    /// <returns>The exit code.</returns>
    public static int ReportBrokenStream(Exception exception)
    {
        try
        {
            Error.WriteLine($"error: input or output failed: {exception.Message}");
        }
        catch (Exception failure) when (IsStreamFailure(failure))
        {
            // Standard error is the stream that failed.
        }

        return ExitCode.InvalidInput;
    }

    /// <summary>Returns whether an exception means that a stream is closed, full or broken.</summary>
    public static bool IsStreamFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // A stream that the caller closed reads as empty.
    private static Stream Open(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (IsStreamFailure(exception))
        {
            return Stream.Null;
        }
    }
}
