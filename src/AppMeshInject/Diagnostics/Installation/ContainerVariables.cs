using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>Reads the environment variables of a container, also from ConfigMaps, but not from Secrets.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="namespace">The namespace of the container.</param>
internal sealed class ContainerVariables(ApiSession client, string @namespace)
{
    private static readonly HashSet<string> SettingVariables =
    [
        .. SettingsCatalogue.All.SelectMany(
            setting => setting.Names.Select(Setting.GetEnvironmentVariable).Concat(setting.OtherEnvironmentVariables)),
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = [];
    private readonly Dictionary<string, ConfigMap> _configMaps = [];

    /// <summary>Gets the values of the variables that could be read.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Gets the ConfigMaps that the values come from.</summary>
    public IReadOnlyList<ConfigMap> ConfigMaps => [.. _configMaps.Values];

    /// <summary>Gets the reason why some values may be unknown; null if all values are known.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Reads the variables. Variables of the container override variables of its sources. A later source overrides
    /// earlier sources.
    /// </summary>
    /// <exception cref="ApiException">The cluster cannot be reached.</exception>
    public async Task ReadAsync(Container container, CancellationToken cancellation)
    {
        foreach (var source in container.EnvFrom ?? [])
        {
            var prefix = source.Prefix ?? "";
            if (source.SecretRef is { } secret
                && SettingVariables.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                Problem ??= $"variables come from the Secret {secret.Name}, and this program does not read Secrets";
            }

            var configMap = source.ConfigMapRef;
            foreach (var (key, value) in await GetDataAsync(configMap?.Name, configMap?.Optional, cancellation))
            {
                _values[prefix + key] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            await AddAsync(variable, cancellation);
        }
    }

    /// <summary>Expands the variable references of an argument.</summary>
    public string Expand(string argument)
    {
        var expanded = VariableExpander.Expand(argument, _values.GetValueOrDefault);
        if (ReferencesUnread(argument))
        {
            Problem ??= "an argument refers to a variable that cannot be read";
        }

        return expanded;
    }

    private async Task AddAsync(EnvVar variable, CancellationToken cancellation)
    {
        var name = variable.Name ?? "";
        if (variable.ValueFrom is { ConfigMapKeyRef: { } reference })
        {
            var data = await GetDataAsync(reference.Name, reference.Optional, cancellation);
            if (data.TryGetValue(reference.Key ?? "", out var value))
            {
                _values[name] = value;
            }
            else if (reference.Optional is not true)
            {
                Problem ??= $"the ConfigMap {reference.Name} in namespace {@namespace} has no key {reference.Key}";
            }
        }
        else if (variable.ValueFrom is null && !ReferencesUnread(variable.Value ?? ""))
        {
            _values[name] = VariableExpander.Expand(variable.Value ?? "", _values.GetValueOrDefault);
        }
        else
        {
            _values.Remove(name);
            _unread.Add(name);
            if (SettingVariables.Contains(name))
            {
                Problem ??= $"the value of the variable {name} does not come from a ConfigMap";
            }
        }
    }

    private bool ReferencesUnread(string text)
    {
        var result = false;
        VariableExpander.Expand(text, name =>
        {
            result |= _unread.Contains(name);
            return null;
        });
        return result;
    }

    private async Task<IReadOnlyDictionary<string, string>> GetDataAsync(
        string? name, bool? isOptional, CancellationToken cancellation)
    {
        var none = new Dictionary<string, string>();
        if (name is null)
        {
            return none;
        }

        if (!_configMaps.TryGetValue(name, out var configMap))
        {
            var path = InstalledNames.GetCorePath(@namespace, $"configmaps/{Uri.EscapeDataString(name)}");
            var result = await client.FindAsync(path, KubernetesJson.Default.ConfigMap, cancellation);
            if (result.Object is null)
            {
                Problem ??= result.IsMissing && isOptional is true
                    ? null
                    : result.Problem ?? $"the ConfigMap {name} in namespace {@namespace} does not exist";
                return none;
            }

            _configMaps[name] = configMap = result.Object;
        }

        return configMap.Data ?? none;
    }
}
