namespace AppMeshInject.Logging;

/// <summary>
/// Writes the log in batches on a separate thread, so that callers never wait. If the reader of the log is too slow,
/// lines are dropped and counted: docs/decisions/0004-log-pipeline.md
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int BatchSize = 64 * 1024;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    // Collects lines for this long, because waking the thread for each line costs the callers more than formatting it.
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _wake = new(0);
    private readonly ManualResetEventSlim _stopping = new();
    private readonly byte[] _batch = new byte[BatchSize];
    private readonly Stream _output;
    private readonly LogQueue _queue;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private long _dropped;
    private long _reportedDropped;

    /// <summary>Starts the writer.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="createLine">Creates an empty line in the format of the log.</param>
    /// <param name="time">The clock.</param>
    public LogWriter(Stream output, Func<LogLine> createLine, TimeProvider time)
    {
        (_output, _queue, _time) = (output, new LogQueue(createLine), time);
        _thread = new Thread(Run) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <summary>The number of dropped lines.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Creates the writer to the standard output: JSON in a cluster, readable lines elsewhere.</summary>
    public static LogWriter CreateForStandardOutput(bool inCluster, TimeProvider time) =>
        new(LogOutput.Open(), inCluster ? static () => new JsonLine() : static () => new ReadableLine(), time);

    /// <summary>Begins a line. The caller adds fields to it and passes it to <see cref="End"/>.</summary>
    public LogLine Begin(LogLevel level, string category, ReadOnlySpan<char> message)
    {
        var line = _queue.Rent();
        line.Begin(_time.GetUtcNow(), level, category, message);
        return line;
    }

    /// <summary>Ends a line and adds it to the queue, or drops it if the queue is full.</summary>
    public void End(LogLine line)
    {
        line.End();
        if (!_queue.TryAdd(line, out var wasEmpty))
        {
            Interlocked.Increment(ref _dropped);
        }
        else if (wasEmpty)
        {
            // Only the first line wakes the thread, which then writes until the queue is empty.
            _wake.Release();
        }
    }

    /// <summary>Writes the pending lines and stops. Waits for at most 2 seconds.</summary>
    public void Dispose()
    {
        _stopping.Set();
        _wake.Release();

        // The wait handles are not disposed, because other threads can still log.
        _thread.Join(ShutdownTimeout);
    }

    private void Run()
    {
        do
        {
            _wake.Wait();
            _stopping.Wait(BatchDelay);
            WritePending();
        }
        while (!_stopping.IsSet);

        WritePending();
    }

    private void WritePending()
    {
        var wait = default(SpinWait);
        while (!_queue.IsEmpty)
        {
            var (length, lines) = _queue.DequeueBatch(_batch);
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

            _queue.Complete(length);
            if (isWritten)
            {
                ReportDropped();
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

    // Called only after a successful write. Writes the line directly, because the queue can be full.
    private void ReportDropped()
    {
        var dropped = Dropped;
        if (dropped == _reportedDropped)
        {
            return;
        }

        var line = Begin(
            LogLevel.Warning,
            typeof(LogWriter).FullName!,
            "Dropped log lines because the standard output was too slow or failed");
        line.Add("lines", dropped - _reportedDropped);
        line.End();
        if (TryWrite(line.Written))
        {
            _reportedDropped = dropped;
        }

        _queue.Return(line);
    }
}
