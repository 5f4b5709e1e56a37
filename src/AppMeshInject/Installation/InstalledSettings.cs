using AppMeshInject.Injection.Settings;
using AppMeshInject.Kubeconfig;

namespace AppMeshInject.Installation;

/// <summary>The settings of the injector that is installed, as its Deployment and the ConfigMaps it names give them to a new replica.</summary>
/// <param name="Deployment">The Deployment.</param>
/// <param name="ConfigMaps">The ConfigMaps that it takes its variables from.</param>
/// <param name="Loaded">The settings.</param>
internal sealed record InstalledSettings(LiveDeployment Deployment, IReadOnlyList<LiveConfigMap> ConfigMaps, LoadedSettings Loaded)
{
    /// <summary>Reads them.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="namespace">The injector's namespace.</param>
    /// <param name="flags">Flags that are put on top.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">Nothing can be asked.</exception>
    public static async Task<Found<InstalledSettings>> ReadAsync(
        ClusterClient client, string @namespace, IReadOnlyList<(string Flag, Setting Setting, string Value)> flags, CancellationToken cancellation)
    {
        var path = $"/apis/apps/v1/namespaces/{Uri.EscapeDataString(@namespace)}/deployments/{InstalledNames.Injector}";
        var deployment = await client.FindAsync(path, InstallationJson.Default.LiveDeployment, cancellation);
        if (deployment.Object is null)
        {
            return new(null, deployment.Problem);
        }

        var container = deployment.Object.Spec?.Template?.Spec?.Injector;
        var configMaps = new List<LiveConfigMap>();
        foreach (var name in (container?.EnvFrom ?? []).Select(source => source.ConfigMapRef?.Name).OfType<string>())
        {
            var configMap = await client.FindAsync(
                InstalledNames.CorePath(@namespace, $"configmaps/{Uri.EscapeDataString(name)}"), InstallationJson.Default.LiveConfigMap, cancellation);
            if (configMap.Object is null)
            {
                return new(null, configMap.Problem ?? $"the ConfigMap {name} in {@namespace} is missing");
            }

            configMaps.Add(configMap.Object);
        }

        var line = CommandLine.Parse(container?.Args ?? [], []);
        var loaded = SettingsLoader.Load([.. line.Settings, .. flags], Environment(container, configMaps));
        return new(new InstalledSettings(deployment.Object, configMaps, loaded), null);
    }

    // What stands in the container itself wins over its sources, and of those the last.
    private static Dictionary<string, string> Environment(LiveContainer? container, IEnumerable<LiveConfigMap> configMaps)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in configMaps.SelectMany(configMap => configMap.Data ?? new Dictionary<string, string>()))
        {
            environment[name] = value;
        }

        foreach (var variable in container?.Env ?? [])
        {
            if (variable is { Name: { } name, Value: { } value })
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
