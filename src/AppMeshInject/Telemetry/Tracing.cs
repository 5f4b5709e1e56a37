using AppMeshInject.Admission;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Values;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AppMeshInject.Telemetry;

/// <summary>Traces, sent by OTLP where an endpoint for them is set; nothing is registered and nothing costs where none is.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/</remarks>
internal static class Tracing
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>The variables that the exporter reads. Nothing else of the environment configures this program unseen.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ConfigurationOf(IReadOnlyDictionary<string, string> environment) => environment
        .Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal))
        .Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value));

    /// <summary>What is wrong with where traces are to go; null where nothing is.</summary>
    public static string? FaultOf(IReadOnlyDictionary<string, string> environment) => Endpoints(environment)
        .Where(endpoint => !Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        .Select(endpoint => $"{endpoint.Key}: {Fault.Quote(endpoint.Value)} is no http:// address, such as http://collector:4317")
        .FirstOrDefault();

    public static void AddTracing(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        if (Endpoints(environment).Count == 0)
        {
            return;
        }

        // The exporter and the resource read the rest of the OTEL_ variables themselves.
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("appmesh-inject", serviceVersion: InjectorVersion.Current))
            .WithTracing(tracing => tracing.AddSource(AdmissionSpan.SourceName).AddOtlpExporter());
    }

    // One that is empty is none: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#parsing-empty-value
    private static List<KeyValuePair<string, string>> Endpoints(IReadOnlyDictionary<string, string> environment) =>
        [.. environment.Where(variable => variable is { Key: EndpointVariable or TracesEndpointVariable, Value.Length: > 0 })];
}
