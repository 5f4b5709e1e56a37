using System.Text;

namespace AppMeshInject.Tests.Logging;

/// <summary>An output stream whose writes can stall or fail.</summary>
internal sealed class StallingStream : Stream
{
    private readonly ManualResetEventSlim _canWrite = new(initialState: true);
    private readonly ManualResetEventSlim _isStalled = new();
    private readonly MemoryStream _written = new();
    private volatile bool _recovers;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The number of successful writes.</summary>
    public int Writes { get; private set; }

    /// <summary>True if writes fail.</summary>
    public bool IsFailing { get; set; }

    /// <summary>The exception of a failing write.</summary>
    public Exception Error { get; init; } = new IOException("closed");

    public string Text
    {
        get
        {
            lock (_written)
            {
                return Encoding.UTF8.GetString(_written.ToArray());
            }
        }
    }

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Stalls all writes.</summary>
    public void Stall() => _canWrite.Reset();

    /// <summary>Continues the stalled writes.</summary>
    public void Resume() => _canWrite.Set();

    /// <summary>Fails the stalled write. Later writes succeed.</summary>
    public void Recover()
    {
        _recovers = true;
        Resume();
    }

    /// <summary>Waits until a write is stalled.</summary>
    public void WaitUntilStalled() => _isStalled.Wait(TimeSpan.FromSeconds(30));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_canWrite.IsSet)
        {
            _isStalled.Set();
            _canWrite.Wait();
        }

        if (IsFailing)
        {
            IsFailing = !_recovers;
            throw Error;
        }

        Writes++;
        lock (_written)
        {
            _written.Write(buffer);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _canWrite.Dispose();
        _isStalled.Dispose();
        _written.Dispose();
        base.Dispose(disposing);
    }
}
