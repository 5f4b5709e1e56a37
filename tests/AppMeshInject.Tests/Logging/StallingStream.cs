using System.Text;

namespace AppMeshInject.Tests.Logging;

/// <summary>A standard output that somebody reads, or nobody.</summary>
internal sealed class StallingStream : Stream
{
    private readonly ManualResetEventSlim _isRead = new(initialState: true);
    private readonly ManualResetEventSlim _isStalled = new();
    private readonly MemoryStream _written = new();
    private volatile bool _recovers;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>How often it was written to.</summary>
    public int Writes { get; private set; }

    /// <summary>Whether a write fails.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What a write that fails throws.</summary>
    public Exception Fault { get; init; } = new IOException("it is closed");

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

    public void Stall() => _isRead.Reset();

    public void ReadAgain() => _isRead.Set();

    /// <summary>Has the write that waits fail, and those after it succeed.</summary>
    public void Recover()
    {
        _recovers = true;
        ReadAgain();
    }

    /// <summary>Waits until a write waits.</summary>
    public void WaitUntilStalled() => _isStalled.Wait(TimeSpan.FromSeconds(30));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_isRead.IsSet)
        {
            _isStalled.Set();
            _isRead.Wait();
        }

        if (IsBroken)
        {
            IsBroken = !_recovers;
            throw Fault;
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
        _isRead.Dispose();
        _isStalled.Dispose();
        _written.Dispose();
        base.Dispose(disposing);
    }
}
