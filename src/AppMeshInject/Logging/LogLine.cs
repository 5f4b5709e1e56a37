using System.Buffers;
using System.Globalization;

namespace AppMeshInject.Logging;

/// <summary>A buffer for one log line. Lines are reused, so that logging does not allocate.</summary>
internal abstract class LogLine : IDisposable
{
    /// <summary>
    /// The maximum length of a field value, in UTF-16 code units. Longer values are truncated, because a client could
    /// otherwise fill the log with them.
    /// </summary>
    public const int MaxValueLength = 256;

    /// <summary>
    /// The maximum length of a message, in UTF-16 code units. This limit ensures that a line fits into a batch of
    /// <see cref="LogWriter"/> even if every character is escaped.
    /// </summary>
    protected const int MaxMessageLength = 6 * 1024;

    /// <summary>The size of the buffer that <see cref="Format"/> needs, in bytes.</summary>
    protected const int MaxTimeLength = 32;

    // In bytes. The line of an admission fits into the initial capacity. Otherwise Utf8JsonWriter would request 4 KiB
    // more, and the line would be too large for reuse.
    private const int InitialCapacity = 1024;
    private const int MaxReusableCapacity = 4 * 1024;

    // The length of "2026-01-31T12:00:00.000".
    private const int LengthToMilliseconds = 23;

    /// <summary>The written bytes in UTF-8.</summary>
    public ReadOnlySpan<byte> Written => Bytes.WrittenSpan;

    /// <summary>True if the buffer is small enough to keep it for another line.</summary>
    public bool IsReusable => Bytes.Capacity <= MaxReusableCapacity;

    /// <summary>The buffer.</summary>
    protected ArrayBufferWriter<byte> Bytes { get; } = new(InitialCapacity);

    /// <summary>Begins a line and discards the previous one.</summary>
    /// <param name="time">The time of the event.</param>
    /// <param name="level">The log level.</param>
    /// <param name="category">The name of the class that logs.</param>
    /// <param name="message">The message.</param>
    public abstract void Begin(DateTimeOffset time, LogLevel level, string category, ReadOnlySpan<char> message);

    /// <summary>Adds a field with a text value.</summary>
    public abstract void Add(string name, string value);

    /// <summary>Adds a field with a number.</summary>
    public abstract void Add(string name, double value);

    /// <summary>Adds a field with a Boolean value.</summary>
    public abstract void Add(string name, bool value);

    /// <summary>Ends the line.</summary>
    public abstract void End();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Formats a time in UTC with milliseconds (RFC 3339).</summary>
    protected static ReadOnlySpan<byte> Format(DateTimeOffset time, Span<byte> buffer)
    {
        // Truncates the round-trip format, because .NET parses a custom format string at each call.
        time.UtcDateTime.TryFormat(buffer, out _, "O", CultureInfo.InvariantCulture);
        buffer[LengthToMilliseconds] = (byte)'Z';
        return buffer[..(LengthToMilliseconds + 1)];
    }

    /// <summary>Truncates a text.</summary>
    protected static ReadOnlySpan<char> Truncate(ReadOnlySpan<char> text, int maxLength) =>
        text[..Math.Min(text.Length, maxLength)];
}
