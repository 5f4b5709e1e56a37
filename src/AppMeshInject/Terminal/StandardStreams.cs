using System.Collections;
using System.Text;

namespace AppMeshInject.Terminal;

/// <summary>The streams and the environment of the process.</summary>
internal static class StandardStreams
{
    /// <summary>UTF-8 without a byte order mark; what is not UTF-8 is an error, not a question mark.</summary>
    public static readonly Encoding Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static TextReader Input => new StreamReader(Open(Console.OpenStandardInput), Encoding);

    public static TextWriter Output { get; } = new StreamWriter(Open(Console.OpenStandardOutput), Encoding) { NewLine = "\n", AutoFlush = true };

    public static TextWriter Error { get; } = new StreamWriter(Open(Console.OpenStandardError), Encoding) { NewLine = "\n", AutoFlush = true };

    public static IReadOnlyDictionary<string, string> Environment { get; } = System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);

    /// <summary>Tells that a stream failed, as far as that can be told.</summary>
    /// <returns>The exit code.</returns>
    public static int TellBroken(Exception exception)
    {
        try
        {
            Error.WriteLine($"error: input or output failed: {exception.Message}");
        }
        catch (Exception again) when (IsBroken(again))
        {
            // That was the stream that failed.
        }

        return ExitCode.Unusable;
    }

    /// <summary>Whether an exception tells of a stream that is closed, full or broken.</summary>
    public static bool IsBroken(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // One that the caller closed is empty.
    private static Stream Open(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            return Stream.Null;
        }
    }
}
