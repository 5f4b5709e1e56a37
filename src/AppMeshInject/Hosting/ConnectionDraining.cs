using AppMeshInject.Health;

namespace AppMeshInject.Hosting;

/// <summary>
/// Drains connections during shutdown. The API server keeps its connections open even after the pod is removed from the
/// Service, so each response instructs it to close the connection.
/// </summary>
internal static class ConnectionDraining
{
    /// <summary>Adds <c>Connection: close</c> to each response during shutdown.</summary>
    public static void UseConnectionDraining(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Use((context, next) =>
        {
            if (readiness.IsStopping)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
