using System.Buffers;
using System.Globalization;
using System.Text;
using AppMeshInject.Injection.Values;

namespace AppMeshInject.Logging;

/// <summary>A line for a person at a terminal.</summary>
internal sealed class ReadableLine : LogLine
{
    /// <inheritdoc/>
    public override void Begin(DateTimeOffset time, LogLevel level, string category, string message)
    {
        Span<byte> buffer = stackalloc byte[32];
        Bytes.ResetWrittenCount();
        Bytes.Write(Format(time, buffer));
        Write($" {level.Name}: ");
        Write(Cut(OneLine.Of(message), LongestMessage));
    }

    /// <inheritdoc/>
    public override void Add(string name, string value)
    {
        Write($", {name} ");
        Write(Cut(OneLine.Of(value), LongestValue));
    }

    /// <inheritdoc/>
    public override void Add(string name, double value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override void Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <inheritdoc/>
    public override void End() => Write("\n");

    /// <inheritdoc/>
    public override void Dispose()
    {
        // It has memory alone.
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, Bytes);
}
