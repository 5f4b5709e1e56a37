using System.Collections.Concurrent;

namespace AppMeshInject.Logging;

/// <summary>A queue of log lines, limited by their total size, with a pool of lines for reuse.</summary>
/// <param name="createLine">Creates an empty line.</param>
internal sealed class LogQueue(Func<LogLine> createLine)
{
    private const int MaxBytes = 1024 * 1024;

    // More than one busy core writes while the log writer waits to collect a batch.
    private const int MaxPooledLines = 1024;

    private readonly ConcurrentQueue<LogLine> _queue = new();
    private readonly ConcurrentQueue<LogLine> _pool = new();

    // The line that did not fit into the last batch. Do not use ConcurrentQueue.TryPeek instead: after it, the queue
    // keeps references to dequeued lines and allocates new segments.
    private LogLine? _next;
    private int _bytes;

    /// <summary>True if no line is pending: every added line was written or dropped.</summary>
    public bool IsEmpty => Volatile.Read(ref _bytes) == 0;

    /// <summary>Rents a line. The caller passes it to <see cref="TryAdd"/> or <see cref="Return"/>.</summary>
    public LogLine Rent() => _pool.TryDequeue(out var line) ? line : createLine();

    /// <summary>Returns a line to the pool.</summary>
    public void Return(LogLine line)
    {
        if (line.IsReusable && _pool.Count < MaxPooledLines)
        {
            _pool.Enqueue(line);
        }
        else
        {
            line.Dispose();
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="wasEmpty">True if no other line was pending.</param>
    /// <returns>
    /// False if the queue is full. In that case the line is already back in the pool, and the caller must not use it.
    /// </returns>
    public bool TryAdd(LogLine line, out bool wasEmpty)
    {
        var length = line.Written.Length;
        var bytes = Interlocked.Add(ref _bytes, length);
        wasEmpty = bytes == length;
        if (bytes > MaxBytes)
        {
            Complete(length);
            Return(line);
            return false;
        }

        _queue.Enqueue(line);
        return true;
    }

    /// <summary>
    /// Moves the next lines to a batch, as many as fit. Only one thread may call this method.
    /// </summary>
    /// <param name="batch">Receives the bytes of the lines.</param>
    /// <returns>
    /// The length of the batch in bytes, and the number of lines. Both are 0 if another thread has counted a line but
    /// not enqueued it yet.
    /// </returns>
    public (int Length, int Lines) DequeueBatch(Span<byte> batch)
    {
        var (length, lines) = (0, 0);
        while (_next is not null || _queue.TryDequeue(out _next))
        {
            if (length + _next.Written.Length > batch.Length)
            {
                break;
            }

            _next.Written.CopyTo(batch[length..]);
            length += _next.Written.Length;
            lines++;
            Return(_next);
            _next = null;
        }

        return (length, lines);
    }

    /// <summary>Frees the space of a batch after it was written or dropped.</summary>
    /// <param name="length">The length of the batch, in bytes.</param>
    public void Complete(int length) => Interlocked.Add(ref _bytes, -length);
}
