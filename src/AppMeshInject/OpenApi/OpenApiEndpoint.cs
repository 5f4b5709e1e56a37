using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using AppMeshInject.Injection;
using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AppMeshInject.OpenApi;

/// <summary>
/// GET /openapi/v1.json: the description of the endpoints. It is generated from them by a test, which fails when the copy that is
/// kept here and served is another; so the native binary carries the text and not its generator.
/// </summary>
internal static class OpenApiEndpoint
{
    private const string Resource = "openapi.json";

    /// <summary>Whether the generator is there: everywhere but in the native binary.</summary>
    [FeatureSwitchDefinition("AppMeshInject.OpenApiGenerator")]
    public static bool HasGenerator => !AppContext.TryGetSwitch("AppMeshInject.OpenApiGenerator", out var isEnabled) || isEnabled;

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        if (HasGenerator)
        {
            services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, OpenApiJson.Default));
            services.AddOpenApi(options => options
                .AddDocumentTransformer((document, _, _) =>
                {
                    document.Info.Title = "appmesh-inject";
                    document.Info.Version = InjectorVersion.Current;
                    document.Info.Description = "The sidecar injector of AWS App Mesh: a mutating admission webhook.";
                    document.Servers?.Clear();
                    return Task.CompletedTask;
                })
                .AddOperationTransformer((operation, _, _) =>
                {
                    // Routing lets every content type through; the handler takes this one.
                    if (operation.RequestBody?.Content is { } content && content.Remove("*/*", out var body))
                    {
                        content[MediaTypeNames.Application.Json] = body;
                    }

                    return Task.CompletedTask;
                }));
        }
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) => routes.MapGet("/openapi/v1.json", Describe)
        .WithTags("Description")
        .WithName("OpenApi")
        .WithSummary("This description")
        .RequireListener(Listener.Admin);

    private static FileStreamHttpResult Describe() =>
        TypedResults.Stream(typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Resource)!, MediaTypeNames.Application.Json);
}
