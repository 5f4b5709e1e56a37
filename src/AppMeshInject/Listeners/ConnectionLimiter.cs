using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AppMeshInject.Listeners;

/// <summary>
/// Bounds the connections of a port, which cost memory before anything is asked on them. Nobody new is turned away: of those that
/// are there the one that was idle the longest is closed. One that sends its request slowly is idle until that is there.
/// </summary>
internal sealed partial class ConnectionLimiter(int most, TimeProvider time, ILogger<ConnectionLimiter> logger)
{
    private readonly ConcurrentDictionary<TrackedConnection, bool> _seats = [];
    private int _count;
    private int _wasReached;

    /// <summary>Serves a connection, and closes another where there are too many.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var seat = new TrackedConnection(connection, time.GetTimestamp());
        connection.Features.Set(seat);
        _seats[seat] = true;
        if (Interlocked.Increment(ref _count) > most)
        {
            CloseLongestIdleBeside(seat);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _seats.TryRemove(seat, out _);
            Interlocked.Decrement(ref _count);
        }
    }

    private void CloseLongestIdleBeside(TrackedConnection newest)
    {
        if (Interlocked.Exchange(ref _wasReached, 1) == 0)
        {
            Log.Reached(logger, most);
        }

        TrackedConnection? longest = null;
        foreach (var (seat, _) in _seats)
        {
            if (seat != newest && (longest is null || seat.IdleSince < longest.IdleSince))
            {
                longest = seat;
            }
        }

        // Where all others are answered just now, the newest is one too many. Taken out at once, so that the next one to come does
        // not find it again.
        var closed = longest is { IsBusy: false } ? longest : newest;
        if (_seats.TryRemove(closed, out _))
        {
            closed.Close();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "there are more than {Most} connections (max-connections): from now on the one that was idle the longest is closed for each new one")]
        public static partial void Reached(ILogger logger, int most);
    }
}

/// <summary>Puts the limit into the way of connections and requests.</summary>
internal static class ConnectionLimiterExtensions
{
    /// <summary>Bounds the connections of a port.</summary>
    public static ListenOptions LimitConnections(this ListenOptions options, int most)
    {
        var services = options.ApplicationServices;
        var limit = new ConnectionLimiter(most, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ConnectionLimiter>>());
        options.Use(next => connection => limit.ServeAsync(connection, next));
        return options;
    }

    /// <summary>Notes on which connections a request is answered.</summary>
    public static void UseConnectionLimits(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var seat = context.Features.Get<TrackedConnection>()!;
            seat.BeginRequest(time.GetTimestamp());
            try
            {
                await next(context);
            }
            finally
            {
                seat.EndRequest(time.GetTimestamp());
            }
        });
    }
}
