using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>
/// The settings of the installed injector, as its Deployment and the referenced ConfigMaps specify them for a new
/// replica.
/// </summary>
/// <param name="Deployment">The Deployment.</param>
/// <param name="ConfigMaps">The ConfigMaps that the environment variables come from.</param>
/// <param name="Loaded">The settings, and the errors that prevent a replica from starting.</param>
internal sealed record InstalledSettings(
    Deployment Deployment, IReadOnlyList<ConfigMap> ConfigMaps, LoadedSettings Loaded)
{
    /// <summary>Gets the settings; null if they have errors, so that replicas cannot be using them.</summary>
    public InjectorSettings? Usable => Loaded.Errors.Count == 0 ? Loaded.Settings : null;

    /// <summary>Reads the settings.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="namespace">The namespace of the injector.</param>
    /// <param name="flags">Flags that override the installed settings.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The cluster cannot be reached.</exception>
    public static async Task<ReadResult<InstalledSettings>> ReadAsync(
        ApiSession client,
        string @namespace,
        IReadOnlyList<(string Flag, Setting Setting, string Value)> flags,
        CancellationToken cancellation)
    {
        var path = $"/apis/apps/v1/namespaces/{Uri.EscapeDataString(@namespace)}/deployments/{InstalledNames.Injector}";
        var deployment = await client.FindAsync(path, KubernetesJson.Default.Deployment, cancellation);
        if (deployment.Object is null)
        {
            return new(null, deployment.Problem);
        }

        var name = $"the Deployment {InstalledNames.Injector} in namespace {@namespace}";
        if (deployment.Object.Spec?.Template?.Spec?.InjectorContainer is not { } container)
        {
            return new(null, $"{name} has no container {InstalledNames.Container}");
        }

        if (FindServeArguments(container) is not { } arguments)
        {
            return new(null, $"{name} runs another command than {InstalledNames.Container}");
        }

        var variables = new ContainerVariables(client, @namespace);
        await variables.ReadAsync(container, cancellation);
        var line = ServeArguments.Parse([.. arguments.Select(variables.Expand)]);
        if (variables.Problem is { } problem)
        {
            return new(null, problem);
        }

        var loaded = SettingsLoader.Load([.. line.Settings, .. flags], variables.Values);
        var errors = GetErrors(line, loaded, variables.Values);
        return new(
            new InstalledSettings(deployment.Object, variables.ConfigMaps, loaded with { Errors = [.. errors] }), null);
    }

    // The errors that prevent the command serve from starting, except those that depend on the environment of the pod.
    private static IEnumerable<string> GetErrors(
        CommandLine line, LoadedSettings loaded, IReadOnlyDictionary<string, string> environment) =>
        ServeArguments.GetErrors(line).Concat(loaded.Errors).Concat(Tracing.Validate(environment));

    // Returns the arguments of serve, the default command; null if the container runs another program.
    private static string[]? FindServeArguments(Container container)
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

        return words is ["serve", .. var arguments] ? arguments : words;
    }
}
