using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.Terminal;

/// <summary>The streams, the color style and the environment of a command.</summary>
internal sealed record CommandConsole(
    TextReader Input, TextWriter Output, TextWriter Error, Style Style, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly JsonWriterOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>Gets the console of the process.</summary>
    public static CommandConsole Current => new(
        StandardStreams.Input, StandardStreams.Output, StandardStreams.Error, Style.Create(
            !Console.IsOutputRedirected, StandardStreams.Environment), StandardStreams.Environment);

    /// <summary>Writes each error as a line to standard error.</summary>
    /// <returns>True if there was an error.</returns>
    public bool ReportErrors(IReadOnlyList<string> errors)
    {
        foreach (var error in errors)
        {
            Error.WriteLine($"error: {error}");
        }

        return errors.Count > 0;
    }

    /// <summary>Writes each warning as a line to standard error.</summary>
    public void ReportWarnings(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            Error.WriteLine($"warning: {warning}");
        }
    }

    /// <summary>Prints an object as JSON.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            JsonSerializer.Serialize(json, value, type);
        }

        Output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>
    /// Prints an object with one list as JSON. Buffers one item at a time, because the list can be long.
    /// </summary>
    public void WriteJson<T>(string name, IEnumerable<T> items, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            JsonSerializer.Serialize(json, item, type);
            Print();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        Print();
        Output.WriteLine();

        void Print()
        {
            json.Flush();
            Output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
        }
    }
}
