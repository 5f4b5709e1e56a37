namespace AppMeshInject.Manifests;

/// <summary>Reads a manifest in YAML or JSON.</summary>
internal static class ManifestReader
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ManifestException">The text is neither YAML nor JSON.</exception>
    public static Manifest Read(string text)
    {
        ManifestException? jsonError = null;
        text = text.TrimStart(ByteOrderMark);
        if (!text.AsSpan().TrimStart().StartsWith('{'))
        {
            return YamlManifestReader.Read(text);
        }

        // YAML can start with a brace too. If both parsers fail, the parser that got further has the better message.
        try
        {
            return JsonManifestReader.TryRead(text, out jsonError) ?? YamlManifestReader.Read(text);
        }
        catch (ManifestException yamlError) when (jsonError is not null && yamlError.Line <= jsonError.Line)
        {
            throw jsonError;
        }
    }
}
