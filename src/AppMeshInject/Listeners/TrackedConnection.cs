using Microsoft.AspNetCore.Connections;

namespace AppMeshInject.Listeners;

/// <summary>One of the connections that a port may have, and since when nothing was asked on it.</summary>
internal sealed class TrackedConnection(ConnectionContext connection, long now)
{
    private const long Busy = long.MaxValue;

    private long _idleSince = now;
    private long _began = now;

    /// <summary>Since when it is idle; later than all others while a request is answered on it.</summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Whether a request is answered on it.</summary>
    public bool IsBusy => IdleSince == Busy;

    /// <summary>Notes that a request has come.</summary>
    public void BeginRequest(long now)
    {
        _began = now;
        Volatile.Write(ref _idleSince, Busy);
    }

    /// <summary>Notes that its request is long in coming: the connection counts as idle since it began, until that has come.</summary>
    public void MarkIdle() => Volatile.Write(ref _idleSince, _began);

    /// <summary>Notes that the request that was long in coming is there.</summary>
    public void MarkBusy() => Volatile.Write(ref _idleSince, Busy);

    /// <summary>Notes that it is answered.</summary>
    public void EndRequest(long now) => Volatile.Write(ref _idleSince, now);

    /// <summary>Closes it at once. What closes connections in an orderly way waits for the other side.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("there were too many connections, and this one was idle the longest"));
}
