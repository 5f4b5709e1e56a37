using System.Collections.Concurrent;

namespace AppMeshInject.Logging;

/// <summary>
/// Writes the log, many lines at a time and on a thread of its own. Whoever has a line hands it over and goes on: where nobody
/// reads the log, lines are dropped and counted, and no admission waits.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int MostQueuedBytes = 1024 * 1024;
    private const int BatchSize = 64 * 1024;

    // More than are on their way at once: those of a busy core in the time that is gathered, and then some.
    private const int MostKept = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // To wake the thread for every few lines costs those who write them more than the lines do.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<LogLine> _queue = new();
    private readonly ConcurrentQueue<LogLine> _kept = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly ManualResetEventSlim _ending = new();
    private readonly byte[] _batch = new byte[BatchSize];
    private readonly Stream _output;
    private readonly Func<LogLine> _newLine;
    private readonly TimeProvider _time;
    private readonly Thread _thread;

    // Taken from the queue, for the next batch. To peek at the queue instead would make it keep what was taken from it, and
    // allocate again and again.
    private LogLine? _next;
    private int _queuedBytes;
    private long _dropped;
    private long _told;

    /// <summary>Begins to write.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="newLine">Makes a line of the format that is wanted.</param>
    /// <param name="time">The clock.</param>
    public LogWriter(Stream output, Func<LogLine> newLine, TimeProvider time)
    {
        (_output, _newLine, _time) = (output, newLine, time);
        _thread = new Thread(Run) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <summary>How many lines were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The log of the program: JSON in a cluster, lines for a person elsewhere.</summary>
    public static LogWriter ToStandardOutput(bool inCluster, TimeProvider time) =>
        new(LogOutput.Open(), inCluster ? static () => new JsonLine() : static () => new ReadableLine(), time);

    /// <summary>Begins a line, to be given to <see cref="End"/>.</summary>
    public LogLine Begin(LogLevel level, string category, ReadOnlySpan<char> message)
    {
        var line = _kept.TryDequeue(out var kept) ? kept : _newLine();
        line.Begin(_time.GetUtcNow(), level, category, message);
        return line;
    }

    /// <summary>Ends a line and hands it over.</summary>
    public void End(LogLine line)
    {
        line.End();
        var length = line.Written.Length;
        var after = Interlocked.Add(ref _queuedBytes, length);
        if (after > MostQueuedBytes)
        {
            Interlocked.Add(ref _queuedBytes, -length);
            Interlocked.Increment(ref _dropped);
            Keep(line);
            return;
        }

        _queue.Enqueue(line);

        // Whoever finds nothing queued wakes the thread. It goes on for as long as anything is.
        if (after == length)
        {
            _wake.Release();
        }
    }

    /// <summary>Writes what is queued, unless nobody reads it.</summary>
    public void Dispose()
    {
        _ending.Set();
        _wake.Release();

        // What it waits on, which has no handle, is not disposed of: somebody may still have a line.
        _thread.Join(Patience);
    }

    private void Run()
    {
        do
        {
            _wake.Wait();
            _ending.Wait(Gathering);
            WriteQueued();
        }
        while (!_ending.IsSet);

        WriteQueued();
    }

    private void WriteQueued()
    {
        var wait = default(SpinWait);
        while (Volatile.Read(ref _queuedBytes) > 0)
        {
            var (length, lines) = TakeBatch();
            if (lines == 0)
            {
                // Counted, and not queued yet.
                wait.SpinOnce();
                continue;
            }

            var isWritten = TryWrite(_batch.AsSpan(0, length));
            if (!isWritten)
            {
                Interlocked.Add(ref _dropped, lines);
            }

            Interlocked.Add(ref _queuedBytes, -length);
            if (isWritten)
            {
                TellOfDropped();
            }
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _output.Write(bytes);
            _output.Flush();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Only once something is written: where nothing can be, neither can this. Not by way of the queue, which may be full.
    private void TellOfDropped()
    {
        var dropped = Dropped;
        if (dropped == _told)
        {
            return;
        }

        var line = Begin(LogLevel.Warning, typeof(LogWriter).FullName!, $"{dropped - _told} lines of the log were dropped, because nobody read them in time or they could not be written");
        line.End();
        if (TryWrite(line.Written))
        {
            _told = dropped;
        }

        Keep(line);
    }

    private (int Length, int Lines) TakeBatch()
    {
        var (length, lines) = (0, 0);
        while (_next is not null || _queue.TryDequeue(out _next))
        {
            if (length + _next.Written.Length > BatchSize)
            {
                break;
            }

            _next.Written.CopyTo(_batch.AsSpan(length));
            length += _next.Written.Length;
            lines++;
            Keep(_next);
            _next = null;
        }

        return (length, lines);
    }

    private void Keep(LogLine line)
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
}
