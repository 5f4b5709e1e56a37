using AppMeshInject.Telemetry;

namespace AppMeshInject.KubernetesApi;

/// <summary>Registers the services for calls to the API server.</summary>
internal static class KubernetesApiSetup
{
    /// <summary>Registers the metrics of calls to the API server.</summary>
    public static void AddKubernetesApi(this IServiceCollection services) => services.AddMetricSet<ApiServerMetrics>();
}
