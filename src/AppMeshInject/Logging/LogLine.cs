using System.Buffers;
using System.Globalization;

namespace AppMeshInject.Logging;

/// <summary>A line of the log while it is made. Lines are used again, so that one costs no memory.</summary>
internal abstract class LogLine : IDisposable
{
    /// <summary>The longest value of a field, in UTF-16 units: whoever sends reviews must not fill the log with one.</summary>
    public const int LongestValue = 256;

    /// <summary>The longest message: with every letter escaped, and with its fields, a line fits into a batch.</summary>
    protected const int LongestMessage = 6 * 1024;

    private const int FirstSize = 512;
    private const int LengthToMillisecond = 23;
    private const int LargestKept = 4 * 1024;

    /// <summary>Where it is written.</summary>
    protected ArrayBufferWriter<byte> Bytes { get; } = new(FirstSize);

    /// <summary>The line as it is so far.</summary>
    public ReadOnlySpan<byte> Written => Bytes.WrittenSpan;

    /// <summary>Whether it took no more memory than is worth keeping.</summary>
    public bool IsWorthKeeping => Bytes.Capacity <= LargestKept;

    /// <summary>Begins a line.</summary>
    /// <param name="time">When it happened.</param>
    /// <param name="level">How grave it is.</param>
    /// <param name="category">What of the program says it.</param>
    /// <param name="message">What happened.</param>
    public abstract void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message);

    /// <summary>Adds a field.</summary>
    public abstract void Add(string name, string value);

    /// <summary>Adds a field.</summary>
    public abstract void Add(string name, double value);

    /// <summary>Adds a field.</summary>
    public abstract void Add(string name, bool value);

    /// <summary>Ends the line.</summary>
    public abstract void End();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The time in UTC to the millisecond, as RFC 3339 has it.</summary>
    protected static ReadOnlySpan<byte> Format(DateTimeOffset time, Span<byte> buffer)
    {
        // The round-trip format, whose last four digits and Z are cut: a format of one's own is read letter by letter each time.
        time.UtcDateTime.TryFormat(buffer, out _, "O", CultureInfo.InvariantCulture);
        buffer[LengthToMillisecond] = (byte)'Z';
        return buffer[..(LengthToMillisecond + 1)];
    }

    /// <summary>The start of a text that is too long.</summary>
    protected static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int longest) => text[..Math.Min(text.Length, longest)];
}
