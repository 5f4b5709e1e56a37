using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>
/// Reads a context of the merged kubeconfig files. If two files define the same entry, the first wins.
/// </summary>
internal sealed class KubeconfigReader
{
    private readonly IReadOnlyList<ConfigEntry> _files;

    private KubeconfigReader(IReadOnlyList<ConfigEntry> files) => _files = files;

    /// <summary>Reads a context with its cluster and user.</summary>
    /// <param name="file">The value of --kubeconfig; null if it is absent.</param>
    /// <param name="context">The value of --context; null for the current context.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="KubeconfigException">A file or an entry is missing or invalid.</exception>
    public static ClusterAccess Read(string? file, string? context, IReadOnlyDictionary<string, string> environment) =>
        new KubeconfigReader(KubeconfigFiles.Read(file, environment)).Read(context, environment);

    private ClusterAccess Read(string? option, IReadOnlyDictionary<string, string> environment)
    {
        var name = option
            ?? _files.Select(file => file.GetString("current-context")).FirstOrDefault(text => text is not null)
            ?? throw new KubeconfigException(
                $"kubeconfig: current-context is not set; use --context{FormatContexts()}");
        var context = Find("contexts", "context", name)
            ?? throw new KubeconfigException(
                $"--context: context {ValidationError.Quote(name)} does not exist{FormatContexts()}");
        var clusterName = context.GetRequiredString("cluster");
        var cluster = Find("clusters", "cluster", clusterName)
            ?? throw context.CreateError($"cluster {ValidationError.Quote(clusterName)} does not exist");
        var identity = context.GetString("user") is { } user
            ? ReadIdentity(context, user, environment)
            : new Identity();
        return ClusterAccessReader.Read(name, cluster, context.GetString("namespace") ?? "default", identity);
    }

    private Identity ReadIdentity(ConfigEntry context, string name, IReadOnlyDictionary<string, string> environment)
    {
        var user = Find("users", "user", name)
            ?? throw context.CreateError($"user {ValidationError.Quote(name)} does not exist");
        return IdentityReader.Read(user, environment);
    }

    private ConfigEntry? Find(string list, string kind, string name)
    {
        foreach (var file in _files)
        {
            foreach (var item in file.GetEntries(list))
            {
                if (item.GetString("name") == name)
                {
                    var entry = item.GetEntry(kind)
                        ?? throw item.WithName(kind, name).CreateError($"{kind} is missing");
                    return entry.WithName(kind, name);
                }
            }
        }

        return null;
    }

    private string FormatContexts()
    {
        var names = _files
            .SelectMany(file => file.GetEntries("contexts"))
            .Select(context => context.GetString("name"))
            .OfType<string>()
            .Distinct()
            .ToList();
        return names.Count == 0
            ? "; there are no contexts"
            : $"; the contexts are: {TextSanitizer.Sanitize(string.Join(", ", names))}";
    }
}
