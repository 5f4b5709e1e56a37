using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using AppMeshInject.Injection;
using AppMeshInject.Listeners;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;

namespace AppMeshInject.OpenApi;

/// <summary>
/// The endpoint GET /openapi/v1.json. It serves an embedded file, so that the native binary does not need the
/// generator. A test generates the document from the endpoints and fails if the file is outdated.
/// </summary>
internal static class OpenApiEndpoint
{
    private const string Resource = "openapi.json";
    private const string SchemaSuffix = "Schema";

    /// <summary>Gets whether the generator is available: always, except in the native binary.</summary>
    [FeatureSwitchDefinition("AppMeshInject.OpenApiGenerator")]
    public static bool HasGenerator =>
        !AppContext.TryGetSwitch("AppMeshInject.OpenApiGenerator", out var isEnabled) || isEnabled;

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        if (HasGenerator)
        {
            services.ConfigureHttpJsonOptions(json =>
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, OpenApiJson.Default));
            // A lambda, because the generator of the descriptions does not recognize a method group.
            services.AddOpenApi(options => Configure(options));
        }
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) => routes.MapGet("/openapi/v1.json", Get)
        .WithTags("Description")
        .WithName("OpenApi")
        .WithSummary("Returns this document")
        .RequireListener(Listener.Admin);

    private static FileStreamHttpResult Get()
    {
        var document = typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Resource)!;
        return TypedResults.Stream(document, MediaTypeNames.Application.Json);
    }

    private static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "appmesh-inject";
            document.Info.Version = InjectorVersion.Current;
            document.Info.Description = "The AWS App Mesh sidecar injector: a mutating admission webhook.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            // Routing accepts every content type, but the handler accepts only this one.
            if (operation.RequestBody?.Content is { } content && content.Remove("*/*", out var body))
            {
                content[MediaTypeNames.Application.Json] = body;
            }

            return Task.CompletedTask;
        });

        // AdmissionReviewSchema describes an AdmissionReview.
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
            ? id.EndsWith(SchemaSuffix, StringComparison.Ordinal) ? id[..^SchemaSuffix.Length] : id
            : null;
    }
}
