using System.Globalization;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Parsing;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AppMeshInject.Telemetry;

/// <summary>
/// Exports traces by OTLP, if an endpoint is set. Without an endpoint, no tracing service is registered and admissions
/// create no spans.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/</remarks>
internal static class Tracing
{
    /// <summary>The name of the ActivitySource whose spans are exported.</summary>
    public const string SourceName = "AppMeshInject";

    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>
    /// Gets the environment variables that the exporter reads. The configuration of the host contains no other
    /// variables.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string?>> GetConfiguration(
        IReadOnlyDictionary<string, string> environment) => environment
        .Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal))
        .Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value));

    /// <summary>Validates the environment variables of the exporter.</summary>
    /// <returns>One message for each error; none if traces are not exported.</returns>
    public static IEnumerable<string> Validate(IReadOnlyDictionary<string, string> environment) =>
        IsEnabled(environment)
            ? environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(GetError).OfType<string>()
            : [];

    /// <summary>Registers the export of traces, if an endpoint is set.</summary>
    public static void AddTracing(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        services.AddMetricSet<TraceMetrics>();
        if (!IsEnabled(environment))
        {
            return;
        }

        services.AddOptions<OtlpExporterOptions>().Configure<TraceMetrics, ILogger<TraceExportHandler>>(
            (exporter, metrics, logger) =>
                exporter.HttpClientFactory = () => TraceExportHandler.CreateClient(exporter, metrics, logger));

        // The exporter and the resource read the other OTEL_ variables themselves.
        services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService("appmesh-inject", serviceVersion: InjectorVersion.Current))
            .WithTracing(tracing => tracing.AddSource(SourceName).AddOtlpExporter());
    }

    // An empty variable counts as unset:
    // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#parsing-empty-value
    private static bool IsEnabled(IReadOnlyDictionary<string, string> environment) =>
        environment.Any(variable => variable is { Key: EndpointVariable or TracesEndpointVariable, Value.Length: > 0 });

    // The exporter ignores an invalid value, or ends the program.
    private static string? GetError(KeyValuePair<string, string> variable) => (variable.Key, variable.Value) switch
    {
        (_, "") => null,
        (EndpointVariable or TracesEndpointVariable, var value) when !IsHttpUri(value) =>
            FormatError(variable, "is not an http:// address, such as http://collector:4317"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL" or "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", not ("grpc" or "http/protobuf")) =>
            FormatError(variable, "is not grpc or http/protobuf"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT" or "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", var value) when !IsNumber(value) =>
            FormatError(variable, "is not a number of milliseconds"),

        // The value can contain a token, so the message does not quote it.
        ("OTEL_EXPORTER_OTLP_HEADERS" or "OTEL_EXPORTER_OTLP_TRACES_HEADERS", var value) when !IsHeaderList(value) =>
            $"{variable.Key}: not a list of headers, such as name=value,other=value",
        _ => null,
    };

    private static string FormatError(KeyValuePair<string, string> variable, string problem) =>
        $"{variable.Key}: {ValidationError.Quote(variable.Value)} {problem}";

    private static bool IsNumber(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsHttpUri(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsHeaderList(string value) => value.Split(',').All(header => header.IndexOf('=') > 0);
}
