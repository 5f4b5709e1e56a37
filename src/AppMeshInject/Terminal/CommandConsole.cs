using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AppMeshInject.Terminal;

/// <summary>What a command reads and writes besides its arguments.</summary>
internal sealed record CommandConsole(
    TextReader Input, TextWriter Output, TextWriter Error, Style Style, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>That of the process.</summary>
    public static CommandConsole Current => new(
        StandardStreams.Input, StandardStreams.Output, StandardStreams.Error, Style.Create(!Console.IsOutputRedirected, StandardStreams.Environment), StandardStreams.Environment);

    /// <summary>Reports what is wrong, a line for each fault.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Reports(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
        {
            Error.WriteLine($"error: {fault}");
        }

        return faults.Count > 0;
    }

    /// <summary>Warns, a line for each.</summary>
    public void Warns(IReadOnlyList<string> warnings)
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

    /// <summary>Prints an object as JSON that has a list alone, which may be long: memory has the text of one item at a time.</summary>
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
