using System.Text;

namespace AppMeshInject.Manifests;

/// <summary>Writes documents one after another, as kubectl takes them.</summary>
/// <param name="format">The format of all of them.</param>
internal sealed class ManifestWriter(ManifestFormat format)
{
    private readonly StringBuilder _written = new();

    /// <summary>What was written.</summary>
    public string Text => _written.ToString();

    /// <exception cref="ManifestException">It has what the format has not.</exception>
    public void Write(ManifestDocument document)
    {
        if (format == ManifestFormat.Json)
        {
            WriteJson(document);
        }
        else
        {
            WriteYaml(document);
        }
    }

    private void WriteJson(ManifestDocument document)
    {
        try
        {
            if (document.Root is { } root)
            {
                _written.Append(Encoding.UTF8.GetString(JsonManifestWriter.Write(root, indented: true))).Append('\n');
            }
        }
        catch (ManifestException exception)
        {
            throw exception.In(document.Number);
        }
    }

    private void WriteYaml(ManifestDocument document)
    {
        // A document to which nothing was added stays as it was written, with its marker and its comments.
        var source = document.IsChanged ? null : document.Source;
        EndLine();
        if (document.HasMarker ? source is null : _written.Length > 0)
        {
            _written.Append("---\n");
        }

        if (source is not null)
        {
            _written.Append(source);
        }
        else if (document.Root is { } root)
        {
            using var text = new StringWriter(_written);
            YamlManifestWriter.Write(root, text);
            EndLine();
        }
    }

    private void EndLine()
    {
        if (_written.Length > 0 && _written[^1] != '\n')
        {
            _written.Append('\n');
        }
    }
}
