using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Logging;

/// <summary>A log line in JSON, for log collectors.</summary>
internal sealed class JsonLine : LogLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;

    public JsonLine() => _json = new Utf8JsonWriter(Bytes, Options);

    /// <inheritdoc/>
    public override void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message)
    {
        Span<byte> buffer = stackalloc byte[MaxTimeLength];
        Bytes.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("time"u8, Format(time, buffer));
        _json.WriteString("level"u8, level.Name);
        _json.WriteString("category"u8, category);
        _json.WriteString("message"u8, Sanitize(message, MaxMessageLength));
    }

    /// <inheritdoc/>
    public override void Add(string name, string value) => _json.WriteString(name, Sanitize(value, MaxValueLength));

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

    // The JSON writer escapes control characters, but not format characters, which can disguise the text.
    private static ReadOnlySpan<char> Sanitize(ReadOnlySpan<char> text, int maxLength)
    {
        var truncated = Truncate(text, maxLength);
        return TextSanitizer.HasFormatCharacter(truncated) ? TextSanitizer.Sanitize(truncated) : truncated;
    }
}
