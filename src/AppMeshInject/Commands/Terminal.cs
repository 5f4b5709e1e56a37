using System.Collections;
using System.Text;

namespace AppMeshInject.Commands;

/// <summary>The streams and the environment of the process.</summary>
internal static class Terminal
{
    /// <summary>UTF-8 without a byte order mark; what is not UTF-8 is an error, not a question mark.</summary>
    public static readonly Encoding Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static TextReader Input => new StreamReader(Console.OpenStandardInput(), Encoding);

    public static TextWriter Output { get; } = new StreamWriter(Console.OpenStandardOutput(), Encoding) { NewLine = "\n", AutoFlush = true };

    public static TextWriter Error { get; } = new StreamWriter(Console.OpenStandardError(), Encoding) { NewLine = "\n", AutoFlush = true };

    public static IReadOnlyDictionary<string, string> Environment { get; } = System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
