using Microsoft.AspNetCore.Connections;

namespace AppMeshInject.Listeners;

/// <summary>A connection that records since when it has been idle.</summary>
/// <param name="connection">The connection.</param>
/// <param name="now">The current timestamp of the clock.</param>
internal sealed class TrackedConnection(ConnectionContext connection, long now)
{
    private const long Busy = long.MaxValue;

    private long _idleSince = now;
    private long _requestStart = now;

    /// <summary>
    /// Gets the timestamp since which the connection has been idle; <see cref="long.MaxValue"/> while it is busy.
    /// </summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Gets whether a request is in progress.</summary>
    public bool IsBusy => IdleSince == Busy;

    /// <summary>Marks the connection as busy: the headers of a request have arrived.</summary>
    public void BeginRequest(long now)
    {
        _requestStart = now;
        Volatile.Write(ref _idleSince, Busy);
    }

    /// <summary>Marks the connection as idle since the start of its request, because the body arrives slowly.</summary>
    public void MarkIdle() => Volatile.Write(ref _idleSince, _requestStart);

    /// <summary>Marks the connection as busy again, because more of the body has arrived.</summary>
    public void MarkBusy() => Volatile.Write(ref _idleSince, Busy);

    /// <summary>Marks the connection as idle: the response is sent.</summary>
    public void EndRequest(long now) => Volatile.Write(ref _idleSince, now);

    /// <summary>Closes the connection immediately. A graceful close would wait for the client.</summary>
    public void Close() => connection.Abort(
        new ConnectionAbortedException("The port has too many connections, and this one has been idle longest."));
}
