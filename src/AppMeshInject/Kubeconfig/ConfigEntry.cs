using System.Text;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Manifests;

namespace AppMeshInject.Kubeconfig;

/// <summary>A part of a kubeconfig, and where it stands. A field that is empty counts as absent, as it does for kubectl.</summary>
/// <param name="file">The file, relative to which its paths are.</param>
/// <param name="what">What it is called in messages.</param>
/// <param name="fields">Its fields.</param>
internal sealed class ConfigEntry(string file, string what, MapNode fields)
{
    /// <summary>The folder of its file.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";

    /// <summary>Whether it has a field.</summary>
    public bool Has(string name) => fields.Find(name) is not null;

    /// <summary>The text of a field; null where it is absent.</summary>
    public string? Text(string name) => fields.Find(name) switch
    {
        null or ScalarNode { Value: { Kind: ScalarKind.String, Text: "" } } => null,
        ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } => text,
        _ => throw Malformed(name, "a string"),
    };

    /// <summary>The text of a field that must be there.</summary>
    public string Needed(string name) => Text(name) ?? throw Fault($"{name} is missing");

    /// <summary>Whether a field is true.</summary>
    public bool Flag(string name) => fields.Find(name) switch
    {
        null => false,
        ScalarNode { Value: { Kind: ScalarKind.Boolean, Text: var text } } => text == "true",
        _ => throw Malformed(name, "true or false"),
    };

    /// <summary>The path in a field, which is relative to the file.</summary>
    public string? File(string name) => Text(name) is { } path ? Path.Combine(Folder, path) : null;

    /// <summary>The content of a file that either stands in the kubeconfig itself, as base64, or is named there. The former counts.</summary>
    public string? Content(string name)
    {
        try
        {
            return Text(name + "-data") is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
                : File(name) is { } path ? System.IO.File.ReadAllText(path)
                : null;
        }
        catch (FormatException)
        {
            throw Fault($"{name}-data is not base64");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fault($"{name}: {exception.Message}");
        }
    }

    /// <summary>The texts in a field.</summary>
    public IReadOnlyList<string> Texts(string name) => fields.Find(name) switch
    {
        null => [],
        ListNode list => [.. list.Items.Select(item => item is ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } ? text : throw Malformed(name, "a list of strings"))],
        _ => throw Malformed(name, "a list of strings"),
    };

    /// <summary>The object in a field; null where it is absent.</summary>
    public ConfigEntry? Entry(string name) => fields.Find(name) switch
    {
        null => null,
        MapNode map => new ConfigEntry(file, $"{what}{name}: ", map),
        _ => throw Malformed(name, "an object"),
    };

    /// <summary>The objects in a field.</summary>
    public IEnumerable<ConfigEntry> Entries(string name) => fields.Find(name) switch
    {
        null => [],
        ListNode list => list.Items.Select(item => item is MapNode map ? new ConfigEntry(file, $"{what}{name}: ", map) : throw Malformed(name, "a list of objects")),
        _ => throw Malformed(name, "a list of objects"),
    };

    /// <summary>The same, called by the name it has in its list.</summary>
    public ConfigEntry Named(string kind, string name) => new(file, $"{kind} {Injection.Parsing.ValidationError.Quote(name)}: ", fields);

    /// <summary>A fault of it.</summary>
    public KubeconfigException Fault(string problem) => new(TextSanitizer.Sanitize($"{file}: {what}{problem}"));

    private KubeconfigException Malformed(string name, string expected) => Fault($"{name} is not {expected}");
}
