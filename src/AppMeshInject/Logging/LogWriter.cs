namespace AppMeshInject.Logging;

/// <summary>
/// Writes the log, many lines at a time and on a thread of its own. Whoever has a line hands it over and goes on: where nobody
/// reads the log, lines are dropped and counted, and no admission waits.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int BatchSize = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // To wake the thread for every few lines costs those who write them more than the lines do.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly ManualResetEventSlim _ending = new();
    private readonly byte[] _batch = new byte[BatchSize];
    private readonly Stream _output;
    private readonly LogQueue _queue;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private long _dropped;
    private long _told;

    /// <summary>Begins to write.</summary>
    /// <param name="output">Where the lines go.</param>
    /// <param name="newLine">Makes a line of the format that is wanted.</param>
    /// <param name="time">The clock.</param>
    public LogWriter(Stream output, Func<LogLine> newLine, TimeProvider time)
    {
        (_output, _queue, _time) = (output, new LogQueue(newLine), time);
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
        var line = _queue.Rent();
        line.Begin(_time.GetUtcNow(), level, category, message);
        return line;
    }

    /// <summary>Ends a line and hands it over.</summary>
    public void End(LogLine line)
    {
        line.End();
        if (!_queue.TryAdd(line, out var wasEmpty))
        {
            Interlocked.Increment(ref _dropped);
        }
        else if (wasEmpty)
        {
            // Whoever finds nothing queued wakes the thread. It goes on for as long as anything is.
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
        while (!_queue.IsEmpty)
        {
            var (length, lines) = _queue.Take(_batch);
            if (lines == 0)
            {
                wait.SpinOnce();
                continue;
            }

            var isWritten = TryWrite(_batch.AsSpan(0, length));
            if (!isWritten)
            {
                Interlocked.Add(ref _dropped, lines);
            }

            _queue.Done(length);
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

        _queue.Return(line);
    }
}
