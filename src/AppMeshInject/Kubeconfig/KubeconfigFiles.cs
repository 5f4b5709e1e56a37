using System.Text;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Manifests;
using AppMeshInject.Terminal;

namespace AppMeshInject.Kubeconfig;

/// <summary>Finds and reads kubeconfig files in the same way as kubectl.</summary>
/// <remarks>
/// https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
/// </remarks>
internal static class KubeconfigFiles
{
    private const string Variable = "KUBECONFIG";

    /// <summary>Reads the files in the order of precedence, the highest first.</summary>
    /// <param name="option">The value of --kubeconfig; null if it is absent.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="KubeconfigException">There is no file, or one of them is malformed.</exception>
    public static IReadOnlyList<ConfigEntry> Read(string? option, IReadOnlyDictionary<string, string> environment)
    {
        if (option is not null)
        {
            return File.Exists(option)
                ? [Read(option)]
                : throw new KubeconfigException($"--kubeconfig: {ValidationError.Quote(option)} is not a file");
        }

        // Files that do not exist are ignored.
        if (environment.TryGetValue(Variable, out var list) && list.Length > 0)
        {
            var files = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Distinct()
                .Where(File.Exists)
                .ToList();
            return files.Count > 0
                ? [.. files.Select(Read)]
                : throw new KubeconfigException($"{Variable}: no file found in {ValidationError.Quote(list)}");
        }

        var defaultFile = Path.Combine(environment.GetValueOrDefault("HOME", "/"), ".kube", "config");
        return File.Exists(defaultFile)
            ? [Read(defaultFile)]
            : throw new KubeconfigException(
                $"kubeconfig: {defaultFile} does not exist; set --kubeconfig or {Variable}");
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
            throw new KubeconfigException(TextSanitizer.Sanitize($"{file}: {exception.Format()}"));
        }
        catch (DecoderFallbackException)
        {
            throw new KubeconfigException($"{file}: the file is not UTF-8");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{file}: {exception.Message}");
        }
    }
}
