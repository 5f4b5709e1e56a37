using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AppMeshInject.Listeners;

/// <summary>Adds the connection limit to ports and to the request pipeline.</summary>
internal static class ConnectionLimiterExtensions
{
    /// <summary>Limits the number of connections of a port.</summary>
    public static ListenOptions LimitConnections(this ListenOptions options, int maxConnections)
    {
        var services = options.ApplicationServices;
        var limiter = new ConnectionLimiter(
            maxConnections,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<ConnectionLimiter>>());
        options.Use(next => connection => limiter.ServeAsync(connection, next));
        return options;
    }

    /// <summary>Marks the connection of each request as busy until the response is sent.</summary>
    public static void UseConnectionTracking(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var connection = context.Features.Get<TrackedConnection>()!;
            connection.BeginRequest(time.GetTimestamp());
            try
            {
                await next(context);
            }
            finally
            {
                connection.EndRequest(time.GetTimestamp());
            }
        });
    }
}
