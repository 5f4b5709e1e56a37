using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AppMeshInject.Listeners;

/// <summary>The two ports: the webhook, which the API server asks over TLS, and the admin port, plain HTTP inside the cluster.</summary>
internal enum Listener
{
    /// <summary>The port of the webhook.</summary>
    Webhook,

    /// <summary>The port of metrics and health.</summary>
    Admin,
}

/// <summary>
/// Keeps the endpoints of the two ports apart. It goes by the connection's own listener: a Host header, which the caller
/// writes, cannot reach across.
/// </summary>
internal static class ListenerExtensions
{
    private sealed record Mark(Listener Listener);

    /// <summary>Marks every connection of a port.</summary>
    public static ListenOptions MarkAs(this ListenOptions options, Listener listener)
    {
        var mark = new Mark(listener);
        options.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
        return options;
    }

    /// <summary>Serves an endpoint on these ports only.</summary>
    public static TBuilder RequireListener<TBuilder>(this TBuilder builder, params Listener[] listeners)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata([.. listeners.Select(listener => new Mark(listener))]);

    /// <summary>Answers 404 where an endpoint is asked for on another port than its own.</summary>
    public static void UseListenerRestrictions(this WebApplication app) => app.Use((context, next) =>
    {
        var connection = context.Features.Get<Mark>();
        var marks = context.GetEndpoint()?.Metadata.GetOrderedMetadata<Mark>() ?? [];

        // Routing's own answers, such as 405, belong to no port.
        if (marks.Count == 0 || marks.Contains(connection))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
