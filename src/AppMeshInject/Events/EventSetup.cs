
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Events;

/// <summary>Registers what tells of refused pods.</summary>
internal static class EventSetup
{
    public static void AddEvents(this IServiceCollection services, IReadOnlyDictionary<string, string> environment)
    {
        var cluster = InClusterConfiguration.Read(environment);
        services.AddMetricSet<EventMetrics>();
        services.AddSingleton(provider => new RejectionQueue(isRead: cluster is not null, provider.GetRequiredService<EventMetrics>()));
        if (cluster is not null)
        {
            services.AddSingleton(new EventOptions(cluster, environment.GetValueOrDefault("HOSTNAME", "")));
            services.AddHostedService<RejectionEventWriter>();
        }
    }
}
