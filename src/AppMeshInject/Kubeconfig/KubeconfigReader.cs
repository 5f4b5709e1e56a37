
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Kubeconfig;

/// <summary>Reads where the cluster is and who asks, out of the files of a kubeconfig: of two that say something the first counts.</summary>
internal sealed class KubeconfigReader
{
    private readonly IReadOnlyList<ConfigEntry> _files;

    private KubeconfigReader(IReadOnlyList<ConfigEntry> files) => _files = files;

    /// <summary>Reads the access to a cluster.</summary>
    /// <param name="file">The file of --kubeconfig; null where it is absent.</param>
    /// <param name="context">The context of --context; null for the current one.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="KubeconfigException">Something of it is of no use.</exception>
    public static ClusterAccess Read(string? file, string? context, IReadOnlyDictionary<string, string> environment) =>
        new KubeconfigReader(KubeconfigFiles.Read(file, environment)).Read(context, environment);

    private ClusterAccess Read(string? named, IReadOnlyDictionary<string, string> environment)
    {
        var name = named
            ?? _files.Select(file => file.Text("current-context")).FirstOrDefault(text => text is not null)
            ?? throw new KubeconfigException($"the kubeconfig has no current-context: choose one with --context{KnownContexts()}");
        var context = Find("contexts", "context", name)
            ?? throw new KubeconfigException($"--context: the kubeconfig has no context {ValidationError.Quote(name)}{KnownContexts()}");
        var clusterName = context.Needed("cluster");
        var cluster = Find("clusters", "cluster", clusterName) ?? throw context.Fault($"the kubeconfig has no cluster {ValidationError.Quote(clusterName)}");
        var identity = context.Text("user") is { } userName
            ? IdentityReader.Read(Find("users", "user", userName) ?? throw context.Fault($"the kubeconfig has no user {ValidationError.Quote(userName)}"), environment)
            : new Identity();
        return ClusterAccessReader.Read(name, cluster, context.Text("namespace") ?? "default", identity);
    }

    private ConfigEntry? Find(string list, string kind, string name)
    {
        foreach (var file in _files)
        {
            foreach (var item in file.Entries(list))
            {
                if (item.Text("name") == name)
                {
                    return (item.Entry(kind) ?? throw item.Named(kind, name).Fault($"{kind} is missing")).Named(kind, name);
                }
            }
        }

        return null;
    }

    private string KnownContexts()
    {
        var names = _files.SelectMany(file => file.Entries("contexts")).Select(context => context.Text("name")).OfType<string>().Distinct().ToList();
        return names.Count == 0 ? "; it has none" : $"; it has {TextSanitizer.Sanitize(string.Join(", ", names))}";
    }
}
