using System.Buffers;
using System.Globalization;
using System.Text;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Logging;

/// <summary>A log line in plain text, for terminals.</summary>
internal sealed class ReadableLine : LogLine
{
    private const int MaxNumberLength = 32;

    /// <inheritdoc/>
    public override void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message)
    {
        Span<byte> buffer = stackalloc byte[MaxTimeLength];
        Bytes.ResetWrittenCount();
        Bytes.Write(Format(time, buffer));
        Write(" ");
        Write(level.Name);
        Write(": ");
        Write(TextSanitizer.Sanitize(Truncate(message, MaxMessageLength)));
    }

    /// <inheritdoc/>
    public override void Add(string name, string value)
    {
        BeginField(name);
        Write(TextSanitizer.Sanitize(Truncate(value, MaxValueLength)));
    }

    /// <inheritdoc/>
    public override void Add(string name, double value)
    {
        BeginField(name);
        value.TryFormat(Bytes.GetSpan(MaxNumberLength), out var length, provider: CultureInfo.InvariantCulture);
        Bytes.Advance(length);
    }

    /// <inheritdoc/>
    public override void Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <inheritdoc/>
    public override void End() => Write("\n");

    /// <inheritdoc/>
    public override void Dispose()
    {
        // The buffer is managed memory.
    }

    // Field names are ASCII.
    private void BeginField(string name)
    {
        var field = Bytes.GetSpan(name.Length + 3);
        ", "u8.CopyTo(field);
        Ascii.FromUtf16(name, field[2..], out _);
        field[name.Length + 2] = (byte)' ';
        Bytes.Advance(name.Length + 3);
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, Bytes);
}
