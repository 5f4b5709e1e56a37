using System.Buffers;
using System.Globalization;
using System.Text;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Logging;

/// <summary>A line for a person at a terminal.</summary>
internal sealed class ReadableLine : LogLine
{
    private const int LongestNumber = 32;

    /// <inheritdoc/>
    public override void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message)
    {
        Span<byte> buffer = stackalloc byte[32];
        Bytes.ResetWrittenCount();
        Bytes.Write(Format(time, buffer));
        Write(" ");
        Write(level.Name);
        Write(": ");
        Write(TextSanitizer.Sanitize(Cut(message, LongestMessage)));
    }

    /// <inheritdoc/>
    public override void Add(string name, string value)
    {
        Begin(name);
        Write(TextSanitizer.Sanitize(Cut(value, LongestValue)));
    }

    /// <inheritdoc/>
    public override void Add(string name, double value)
    {
        Begin(name);
        value.TryFormat(Bytes.GetSpan(LongestNumber), out var length, provider: CultureInfo.InvariantCulture);
        Bytes.Advance(length);
    }

    /// <inheritdoc/>
    public override void Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <inheritdoc/>
    public override void End() => Write("\n");

    /// <inheritdoc/>
    public override void Dispose()
    {
        // It has memory alone.
    }

    // Names of fields are ASCII.
    private void Begin(string name)
    {
        var field = Bytes.GetSpan(name.Length + 3);
        ", "u8.CopyTo(field);
        Ascii.FromUtf16(name, field[2..], out _);
        field[name.Length + 2] = (byte)' ';
        Bytes.Advance(name.Length + 3);
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, Bytes);
}
