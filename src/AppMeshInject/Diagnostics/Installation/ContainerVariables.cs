
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Installation;

/// <summary>The variables of a container, as far as they stand in itself and in ConfigMaps. Secrets are not read.</summary>
/// <param name="client">Asks.</param>
/// <param name="namespace">The container's namespace.</param>
internal sealed class ContainerVariables(ApiSession client, string @namespace)
{
    private static readonly HashSet<string> OfSettings =
        [.. SettingsCatalogue.All.SelectMany(setting => setting.Names.Select(Setting.VariableOf).Concat(setting.Variables))];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = [];
    private readonly Dictionary<string, ConfigMap> _configMaps = [];

    /// <summary>The variables that could be read.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The ConfigMaps that they come from.</summary>
    public IReadOnlyList<ConfigMap> ConfigMaps => [.. _configMaps.Values];

    /// <summary>Why a setting may be given that could not be read; null where there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads them. What stands in the container itself wins over its sources, and of those the last.</summary>
    /// <exception cref="ApiException">Nothing can be asked.</exception>
    public async Task ReadAsync(Container container, CancellationToken cancellation)
    {
        foreach (var source in container.EnvFrom ?? [])
        {
            var prefix = source.Prefix ?? "";
            if (source.SecretRef is { } secret && OfSettings.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                Problem ??= $"variables come from the Secret {secret.Name}, and Secrets are not read";
            }

            foreach (var (key, value) in await DataAsync(source.ConfigMapRef?.Name, source.ConfigMapRef?.Optional, cancellation))
            {
                _values[prefix + key] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            await TakeAsync(variable, cancellation);
        }
    }

    /// <summary>An argument with the variables that it names.</summary>
    public string Expand(string argument)
    {
        var expanded = KubeletText.Expand(argument, _values.GetValueOrDefault);
        if (NamesUnread(argument))
        {
            Problem ??= "an argument has a variable that could not be read";
        }

        return expanded;
    }

    private async Task TakeAsync(EnvVar variable, CancellationToken cancellation)
    {
        var name = variable.Name ?? "";
        if (variable.ValueFrom is { ConfigMapKeyRef: { } reference })
        {
            var data = await DataAsync(reference.Name, reference.Optional, cancellation);
            if (data.TryGetValue(reference.Key ?? "", out var value))
            {
                _values[name] = value;
            }
            else if (reference.Optional is not true)
            {
                Problem ??= $"the ConfigMap {reference.Name} in {@namespace} has no {reference.Key}";
            }
        }
        else if (variable.ValueFrom is null && !NamesUnread(variable.Value ?? ""))
        {
            _values[name] = KubeletText.Expand(variable.Value ?? "", _values.GetValueOrDefault);
        }
        else
        {
            _values.Remove(name);
            _unread.Add(name);
            if (OfSettings.Contains(name))
            {
                Problem ??= $"the variable {name} comes from elsewhere than a ConfigMap";
            }
        }
    }

    private bool NamesUnread(string text)
    {
        var namesUnread = false;
        KubeletText.Expand(text, name =>
        {
            namesUnread |= _unread.Contains(name);
            return null;
        });
        return namesUnread;
    }

    private async Task<IReadOnlyDictionary<string, string>> DataAsync(string? name, bool? isOptional, CancellationToken cancellation)
    {
        var none = new Dictionary<string, string>();
        if (name is null)
        {
            return none;
        }

        if (!_configMaps.TryGetValue(name, out var configMap))
        {
            var found = await client.FindAsync(InstalledNames.GetCorePath(@namespace, $"configmaps/{Uri.EscapeDataString(name)}"), KubernetesJson.Default.ConfigMap, cancellation);
            if (found.Object is null)
            {
                Problem ??= found.IsMissing && isOptional is true ? null : found.Problem ?? $"the ConfigMap {name} in {@namespace} is missing";
                return none;
            }

            _configMaps[name] = configMap = found.Object;
        }

        return configMap.Data ?? none;
    }
}
