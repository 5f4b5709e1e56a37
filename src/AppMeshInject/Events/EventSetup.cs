using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Events;

/// <summary>Registers the events for rejected pods.</summary>
internal static class EventSetup
{
    /// <summary>Registers the queue, its metrics and, in a cluster, the service that creates the events.</summary>
    public static void AddEvents(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        var cluster = InClusterConfiguration.Read(environment);
        services.AddMetricSet<EventMetrics>();
        services.AddSingleton(provider =>
            new RejectionQueue(isEnabled: cluster is not null, provider.GetRequiredService<EventMetrics>()));
        if (cluster is not null)
        {
            services.AddSingleton(new EventOptions(cluster, environment.GetValueOrDefault("HOSTNAME", "")));
            services.AddHostedService<RejectionEventWriter>();
        }
    }
}
