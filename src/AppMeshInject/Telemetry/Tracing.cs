using System.Globalization;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Parsing;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AppMeshInject.Telemetry;

/// <summary>Traces, sent by OTLP where an endpoint for them is set; nothing is registered and nothing costs where none is.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/</remarks>
internal static class Tracing
{
    /// <summary>The name of the ActivitySource whose spans are exported.</summary>
    public const string SourceName = "AppMeshInject";

    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>The variables that the exporter reads. Nothing else of the environment configures this program unseen.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ConfigurationOf(IReadOnlyDictionary<string, string> environment) => environment
        .Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal))
        .Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value));

    /// <summary>What is wrong with where traces are to go, and how.</summary>
    public static IEnumerable<string> FaultsOf(IReadOnlyDictionary<string, string> environment) =>
        AreSent(environment) ? environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(FaultOf).OfType<string>() : [];

    public static void AddTracing(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        services.AddMetricSet<TraceMetrics>();
        if (!AreSent(environment))
        {
            return;
        }

        services.AddOptions<OtlpExporterOptions>().Configure<TraceMetrics, ILogger<TraceExports>>((exporter, metrics, logger) =>
            exporter.HttpClientFactory = () => TraceExports.Client(exporter, metrics, logger));

        // The exporter and the resource read the rest of the OTEL_ variables themselves.
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("appmesh-inject", serviceVersion: InjectorVersion.Current))
            .WithTracing(tracing => tracing.AddSource(SourceName).AddOtlpExporter());
    }

    // One that is empty is none: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#parsing-empty-value
    private static bool AreSent(IReadOnlyDictionary<string, string> environment) =>
        environment.Any(variable => variable is { Key: EndpointVariable or TracesEndpointVariable, Value.Length: > 0 });

    // The exporter takes what it does not understand for absent, or ends the program.
    private static string? FaultOf(KeyValuePair<string, string> variable) => variable switch
    {
        { Value: "" } => null,
        { Key: EndpointVariable or TracesEndpointVariable, Value: var text } when !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") =>
            $"{variable.Key}: {ValidationError.Quote(text)} is no http:// address, such as http://collector:4317",
        { Key: "OTEL_EXPORTER_OTLP_PROTOCOL" or "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", Value: var text } when text is not ("grpc" or "http/protobuf") =>
            $"{variable.Key}: {ValidationError.Quote(text)} is not grpc or http/protobuf",
        { Key: "OTEL_EXPORTER_OTLP_TIMEOUT" or "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", Value: var text } when !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
            $"{variable.Key}: {ValidationError.Quote(text)} is no number of milliseconds",
        { Key: "OTEL_EXPORTER_OTLP_HEADERS" or "OTEL_EXPORTER_OTLP_TRACES_HEADERS", Value: var text } when !text.Split(',').All(header => header.IndexOf('=') > 0) =>
            $"{variable.Key}: is no list of headers, such as name=value,other=value",
        _ => null,
    };
}
