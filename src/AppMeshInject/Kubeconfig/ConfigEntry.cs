using System.Text;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Manifests;

namespace AppMeshInject.Kubeconfig;

/// <summary>An object in a kubeconfig file. An empty string counts as absent, as it does for kubectl.</summary>
/// <param name="file">The path of the file. Paths in the object are relative to it.</param>
/// <param name="location">The prefix of error messages, which identifies the object.</param>
/// <param name="fields">The fields.</param>
internal sealed class ConfigEntry(string file, string location, MapNode fields)
{
    /// <summary>The folder of the file.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";

    /// <summary>Returns whether the object has a field.</summary>
    public bool Has(string name) => fields.Find(name) is not null;

    /// <summary>Returns a string field; null if it is absent or empty.</summary>
    /// <exception cref="KubeconfigException">The field is not a string.</exception>
    public string? GetString(string name) => fields.Find(name) switch
    {
        null or ScalarNode { Value: { Kind: ScalarKind.String, Text: "" } } => null,
        ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } } => text,
        _ => throw CreateTypeError(name, "a string"),
    };

    /// <summary>Returns a string field.</summary>
    /// <exception cref="KubeconfigException">The field is absent, empty or not a string.</exception>
    public string GetRequiredString(string name) => GetString(name) ?? throw CreateError($"{name} is missing");

    /// <summary>Returns a Boolean field; false if it is absent.</summary>
    /// <exception cref="KubeconfigException">The field is not a Boolean.</exception>
    public bool GetBoolean(string name) => fields.Find(name) switch
    {
        null => false,
        ScalarNode { Value: { Kind: ScalarKind.Boolean, Text: var text } } => text == "true",
        _ => throw CreateTypeError(name, "true or false"),
    };

    /// <summary>Returns a field with a list of strings; an empty list if it is absent.</summary>
    /// <exception cref="KubeconfigException">The field is not a list of strings.</exception>
    public IReadOnlyList<string> GetStrings(string name) => fields.Find(name) switch
    {
        null => [],
        ListNode list =>
        [
            .. list.Items.Select(item => item is ScalarNode { Value: { Kind: ScalarKind.String, Text: var text } }
                ? text
                : throw CreateTypeError(name, "a list of strings")),
        ],
        _ => throw CreateTypeError(name, "a list of strings"),
    };

    /// <summary>Returns the path in a field, relative to the file; null if it is absent.</summary>
    /// <exception cref="KubeconfigException">The field is not a string.</exception>
    public string? GetPath(string name) => GetString(name) is { } path ? Path.Combine(Folder, path) : null;

    /// <summary>
    /// Returns the content of the field NAME-data (base64) or, if it is absent, of the file that the field NAME refers
    /// to.
    /// </summary>
    /// <exception cref="KubeconfigException">The content cannot be read.</exception>
    public string? GetContent(string name)
    {
        try
        {
            return GetString(name + "-data") is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
                : GetPath(name) is { } path ? File.ReadAllText(path)
                : null;
        }
        catch (FormatException)
        {
            throw CreateError($"{name}-data is not base64");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CreateError($"{name}: {exception.Message}");
        }
    }

    /// <summary>Returns the object in a field; null if it is absent.</summary>
    /// <exception cref="KubeconfigException">The field is not an object.</exception>
    public ConfigEntry? GetEntry(string name) => fields.Find(name) switch
    {
        null => null,
        MapNode map => new ConfigEntry(file, $"{location}{name}: ", map),
        _ => throw CreateTypeError(name, "an object"),
    };

    /// <summary>Returns the objects in a field; empty if the field is absent.</summary>
    /// <exception cref="KubeconfigException">The field is not a list of objects.</exception>
    public IEnumerable<ConfigEntry> GetEntries(string name) => fields.Find(name) switch
    {
        null => [],
        ListNode list => list.Items.Select(item => item is MapNode map
            ? new ConfigEntry(file, $"{location}{name}: ", map)
            : throw CreateTypeError(name, "a list of objects")),
        _ => throw CreateTypeError(name, "a list of objects"),
    };

    /// <summary>
    /// Returns a view of this object that error messages identify by kind and name, such as: context "dev".
    /// </summary>
    public ConfigEntry WithName(string kind, string name) =>
        new(file, $"{kind} {ValidationError.Quote(name)}: ", fields);

    /// <summary>Creates an error about this object.</summary>
    public KubeconfigException CreateError(string problem) =>
        new(TextSanitizer.Sanitize($"{file}: {location}{problem}"));

    private KubeconfigException CreateTypeError(string name, string expected) =>
        CreateError($"{name} is not {expected}");
}
