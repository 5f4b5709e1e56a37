using AppMeshInject.Admission;
using AppMeshInject.Injection;
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

    public static void AddTracing(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        if (!environment.ContainsKey(EndpointVariable) && !environment.ContainsKey(TracesEndpointVariable))
        {
            return;
        }

        // The exporter and the resource read the rest of the OTEL_ variables themselves.
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("appmesh-inject", serviceVersion: InjectorVersion.Current))
            .WithTracing(tracing => tracing.AddSource(AdmissionSpan.SourceName).AddOtlpExporter());
    }
}
