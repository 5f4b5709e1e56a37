using System.Collections.Concurrent;

namespace AppMeshInject.Logging;

/// <summary>The lines that are on their way to the log: so many bytes of them and no more, and used again.</summary>
/// <param name="newLine">Makes a line of the format that is wanted.</param>
internal sealed class LogQueue(Func<LogLine> newLine)
{
    private const int MostBytes = 1024 * 1024;

    // More than are on their way at once: those of a busy core in the time that is gathered, and then some.
    private const int MostKept = 1024;

    private readonly ConcurrentQueue<LogLine> _queue = new();
    private readonly ConcurrentQueue<LogLine> _kept = new();

    // Taken from the queue, for the next batch. To peek at the queue instead would make it keep what was taken from it, and
    // allocate again and again.
    private LogLine? _next;
    private int _bytes;

    /// <summary>Whether all that was added is done with.</summary>
    public bool IsEmpty => Volatile.Read(ref _bytes) == 0;

    /// <summary>A line to be written to, and then added or returned.</summary>
    public LogLine Rent() => _kept.TryDequeue(out var kept) ? kept : newLine();

    /// <summary>Takes a line back.</summary>
    public void Return(LogLine line)
    {
        if (line.IsWorthKeeping && _kept.Count < MostKept)
        {
            _kept.Enqueue(line);
        }
        else
        {
            line.Dispose();
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="wasEmpty">Whether there was nothing else that is not done with.</param>
    /// <returns>False where there is no room for it, and it was returned.</returns>
    public bool TryAdd(LogLine line, out bool wasEmpty)
    {
        var length = line.Written.Length;
        var after = Interlocked.Add(ref _bytes, length);
        wasEmpty = after == length;
        if (after > MostBytes)
        {
            Done(length);
            Return(line);
            return false;
        }

        _queue.Enqueue(line);
        return true;
    }

    /// <summary>Takes the next lines, as many as fit. One thread may do so.</summary>
    /// <param name="batch">Where they go, one behind the other.</param>
    /// <returns>How many bytes of how many lines. None where the next one is counted and not yet there.</returns>
    public (int Length, int Lines) Take(Span<byte> batch)
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

    /// <summary>Notes that what was taken is written or lost, so that there is room for as many bytes.</summary>
    public void Done(int length) => Interlocked.Add(ref _bytes, -length);
}
