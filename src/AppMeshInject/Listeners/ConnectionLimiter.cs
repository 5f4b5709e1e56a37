using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace AppMeshInject.Listeners;

/// <summary>Limits the number of connections of a port.</summary>
/// <remarks>
/// A limit that rejects new connections would let idle clients block the API server. Instead, a new connection replaces
/// the connection that has been idle longest:
/// <list type="bullet">
/// <item>A connection is busy from the headers of a request until its response is sent, otherwise idle.</item>
/// <item>While the body of a request arrives slowly, the connection counts as idle since the request started.</item>
/// <item>Busy connections are never closed. If all others are busy, the new connection is closed.</item>
/// </list>
/// </remarks>
internal sealed partial class ConnectionLimiter(
    int maxConnections, TimeProvider time, ILogger<ConnectionLimiter> logger)
{
    private readonly ConcurrentDictionary<TrackedConnection, bool> _connections = [];
    private int _count;
    private int _hasLogged;

    /// <summary>
    /// Serves a connection. If the limit is exceeded, closes the connection that has been idle longest or, if all
    /// others are busy, this connection.
    /// </summary>
    public async Task ServeAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var connection = new TrackedConnection(context, time.GetTimestamp());
        context.Features.Set(connection);
        _connections[connection] = true;
        if (Interlocked.Increment(ref _count) > maxConnections)
        {
            CloseIdleConnection(connection);
        }

        try
        {
            await next(context);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            Interlocked.Decrement(ref _count);
        }
    }

    private void CloseIdleConnection(TrackedConnection newest)
    {
        if (Interlocked.Exchange(ref _hasLogged, 1) == 0)
        {
            Log.LimitExceeded(logger, maxConnections);
        }

        TrackedConnection? idle = null;
        foreach (var (connection, _) in _connections)
        {
            if (connection != newest && (idle is null || connection.IdleSince < idle.IdleSince))
            {
                idle = connection;
            }
        }

        // Removes the closed connection immediately, so that the next new connection does not select it again.
        var closed = idle is { IsBusy: false } ? idle : newest;
        if (_connections.TryRemove(closed, out _))
        {
            closed.Close();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The port has more than {MaxConnections} connections (max-connections). From now on, each new connection "
            + "replaces the connection that has been idle longest.")]
        public static partial void LimitExceeded(ILogger logger, int maxConnections);
    }
}
