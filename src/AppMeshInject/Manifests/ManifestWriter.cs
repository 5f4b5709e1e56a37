using System.Text;

namespace AppMeshInject.Manifests;

/// <summary>Writes documents one after another, in a form that kubectl accepts.</summary>
/// <param name="format">The format of the output.</param>
internal sealed class ManifestWriter(ManifestFormat format)
{
    private readonly StringBuilder _written = new();

    /// <summary>Gets the text written so far.</summary>
    public string Text => _written.ToString();

    /// <summary>Writes a document.</summary>
    /// <exception cref="ManifestException">The format cannot represent a value of the document.</exception>
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
            throw exception.WithDocument(document.Number);
        }
    }

    private void WriteYaml(ManifestDocument document)
    {
        // An unchanged document keeps its original text, with marker and comments.
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
