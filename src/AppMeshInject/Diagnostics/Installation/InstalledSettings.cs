
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>The settings of the injector that is installed, as its Deployment and the ConfigMaps it names give them to a new replica.</summary>
/// <param name="Deployment">The Deployment.</param>
/// <param name="ConfigMaps">The ConfigMaps that it takes its variables from.</param>
/// <param name="Loaded">The settings, and every fault that stops a replica.</param>
internal sealed record InstalledSettings(Deployment Deployment, IReadOnlyList<ConfigMap> ConfigMaps, LoadedSettings Loaded)
{
    /// <summary>The settings; null where they stop a replica, so that those in effect are others.</summary>
    public InjectorSettings? Usable => Loaded.Faults.Count == 0 ? Loaded.Settings : null;

    /// <summary>Reads them.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="namespace">The injector's namespace.</param>
    /// <param name="flags">Flags that are put on top.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">Nothing can be asked.</exception>
    public static async Task<ReadResult<InstalledSettings>> ReadAsync(
        ApiSession client, string @namespace, IReadOnlyList<(string Flag, Setting Setting, string Value)> flags, CancellationToken cancellation)
    {
        var path = $"/apis/apps/v1/namespaces/{Uri.EscapeDataString(@namespace)}/deployments/{InstalledNames.Injector}";
        var deployment = await client.FindAsync(path, KubernetesJson.Default.Deployment, cancellation);
        if (deployment.Object is null)
        {
            return new(null, deployment.Problem);
        }

        if (deployment.Object.Spec?.Template?.Spec?.InjectorContainer is not { } container)
        {
            return new(null, $"the Deployment {InstalledNames.Injector} in {@namespace} has no container {InstalledNames.Container}");
        }

        if (WordsOf(container) is not { } words)
        {
            return new(null, $"the Deployment {InstalledNames.Injector} in {@namespace} runs another command than {InstalledNames.Container}");
        }

        var variables = new ContainerVariables(client, @namespace);
        await variables.ReadAsync(container, cancellation);
        var line = ServeLine.Parse([.. words.Select(variables.Expand)]);
        if (variables.Problem is { } problem)
        {
            return new(null, problem);
        }

        var loaded = SettingsLoader.Load([.. line.Settings, .. flags], variables.Values);
        return new(new InstalledSettings(deployment.Object, variables.ConfigMaps, loaded with { Faults = [.. FaultsOf(line, loaded, variables.Values)] }), null);
    }

    // All that serve itself would stop at, as far as it can be told from afar.
    private static IEnumerable<string> FaultsOf(CommandLine line, LoadedSettings loaded, IReadOnlyDictionary<string, string> environment) =>
        ServeLine.FaultsOf(line).Concat(loaded.Faults).Concat(Tracing.FaultsOf(environment));

    // The arguments of serve, which is the command where none is named; null where something else runs.
    private static string[]? WordsOf(Container container)
    {
        string[] words = [.. container.Command ?? [], .. container.Args ?? []];
        if (container.Command is { Count: > 0 })
        {
            if (Path.GetFileName(words[0]) != InstalledNames.Container)
            {
                return null;
            }

            words = words[1..];
        }

        return words is ["serve", .. var behind] ? behind : words;
    }
}
