using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AppMeshInject.Listeners;

/// <summary>
/// Restricts endpoints to ports. The port is a property of the connection. Unlike RequireHost, the restriction does not
/// depend on the Host header, which the client controls.
/// </summary>
internal static class ListenerExtensions
{
    private sealed record Mark(Listener Listener);

    /// <summary>Marks every connection of a port with its listener.</summary>
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

    /// <summary>Serves an endpoint only on the given ports.</summary>
    public static TBuilder RequireListener<TBuilder>(this TBuilder builder, params Listener[] listeners)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. listeners.Select(listener => new Mark(listener))]);

    /// <summary>Returns 404 if the endpoint of a request is not served on its port.</summary>
    public static void UseListenerRestrictions(this WebApplication app) => app.Use((context, next) =>
    {
        var mark = context.Features.Get<Mark>();
        var required = context.GetEndpoint()?.Metadata.GetOrderedMetadata<Mark>() ?? [];

        // The endpoints of routing itself, such as 405, have no required port.
        if (required.Count == 0 || required.Contains(mark))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
