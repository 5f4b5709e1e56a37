using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Logging;

/// <summary>A line for a collector of logs: one JSON object.</summary>
internal sealed class JsonLine : LogLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    public JsonLine() => _json = new Utf8JsonWriter(Bytes, Options);

    /// <inheritdoc/>
    public override void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message)
    {
        Span<byte> buffer = stackalloc byte[32];
        Bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("time"u8, Format(time, buffer));
        _json.WriteString("level"u8, level.Name);
        _json.WriteString("category"u8, category);
        _json.WriteString("message"u8, Fit(message, LongestMessage));
    }

    /// <inheritdoc/>
    public override void Add(string name, string value) => _json.WriteString(name, Fit(value, LongestValue));

    /// <inheritdoc/>
    public override void Add(string name, double value) => _json.WriteNumber(name, value);

    /// <inheritdoc/>
    public override void Add(string name, bool value) => _json.WriteBoolean(name, value);

    /// <inheritdoc/>
    public override void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        Bytes.Write("\n"u8);
    }

    /// <inheritdoc/>
    public override void Dispose() => _json.Dispose();

    // What would end a line is escaped, and what makes it look like another is not.
    private static ReadOnlySpan<char> Fit(ReadOnlySpan<char> text, int longest)
    {
        var cut = Cut(text, longest);
        return TextSanitizer.HasFormat(cut) ? TextSanitizer.Sanitize(cut) : cut;
    }
}
