using System.Text;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Kubeconfig;

/// <summary>Finds and reads the files of the kubeconfig as kubectl does.</summary>
/// <remarks>https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files</remarks>
internal static class KubeconfigFiles
{
    private const string Variable = "KUBECONFIG";

    /// <summary>Reads them, the first in order first.</summary>
    /// <param name="named">The file of --kubeconfig; null where it is absent.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="KubeconfigException">There is none, or one is malformed.</exception>
    public static IReadOnlyList<ConfigEntry> Read(string? named, IReadOnlyDictionary<string, string> environment)
    {
        if (named is not null)
        {
            return File.Exists(named) ? [Read(named)] : throw new KubeconfigException($"--kubeconfig: {ValidationError.Quote(named)} is no file");
        }

        // Of the files that the variable names some may be missing.
        if (environment.TryGetValue(Variable, out var list) && list.Length > 0)
        {
            var there = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Distinct().Where(File.Exists).ToList();
            return there.Count > 0 ? [.. there.Select(Read)] : throw new KubeconfigException($"{Variable} names no file that is there: {ValidationError.Quote(list)}");
        }

        var own = Path.Combine(environment.GetValueOrDefault("HOME", "/"), ".kube", "config");
        return File.Exists(own)
            ? [Read(own)]
            : throw new KubeconfigException($"there is no kubeconfig: {own} is not there; name one with --kubeconfig or {Variable}");
    }

    private static ConfigEntry Read(string file)
    {
        try
        {
            var manifest = ManifestReader.Read(File.ReadAllText(file, StandardStreams.Encoding));
            return new ConfigEntry(file, "", manifest.Documents is [{ Root: { } root }, ..] ? root : new MapNode(1));
        }
        catch (ManifestException exception)
        {
            throw new KubeconfigException(TextSanitizer.Sanitize($"{file}: {exception.Describe()}"));
        }
        catch (DecoderFallbackException)
        {
            throw new KubeconfigException($"{file}: it is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{file}: {exception.Message}");
        }
    }
}
