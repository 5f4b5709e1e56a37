using AppMeshInject.Health;

namespace AppMeshInject.Hosting;

/// <summary>
/// Has clients close their connections once the program was told to stop. The API server keeps its connections to a replica for
/// as long as it can, also when the Service no longer has it.
/// </summary>
internal static class ConnectionDraining
{
    /// <summary>Says <c>Connection: close</c> with each answer from then on.</summary>
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
