namespace AppMeshInject.Manifests;

/// <summary>Reads a manifest, be it YAML or JSON.</summary>
internal static class ManifestReader
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="ManifestException">It is neither.</exception>
    public static Manifest Read(string text)
    {
        ManifestException? notJson = null;
        text = text.TrimStart(ByteOrderMark);
        if (!text.AsSpan().TrimStart().StartsWith('{'))
        {
            return YamlManifestReader.Read(text);
        }

        // YAML may start with a brace too. Where it is neither, the reading that got farther knows better what is wrong.
        try
        {
            return JsonManifestReader.TryRead(text, out notJson) ?? YamlManifestReader.Read(text);
        }
        catch (ManifestException notYaml) when (notJson is not null && notYaml.Line <= notJson.Line)
        {
            throw notJson;
        }
    }
}
