using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>
/// A node of a manifest, read from YAML or JSON. It keeps the original notation, so that an unchanged node is written
/// as it was read.
/// </summary>
/// <param name="line">The 1-based line of the first character.</param>
internal abstract class ManifestNode(int line)
{
    /// <summary>The maximum nesting depth. It prevents a stack overflow; real manifests stay far below it.</summary>
    public const int MaxDepth = 250;

    /// <summary>Gets the 1-based line of the first character.</summary>
    public int Line { get; } = line;

    /// <summary>Gets the YAML tag; null if there is none.</summary>
    public string? Tag { get; init; }
}

/// <summary>A mapping. It keeps the order of its keys.</summary>
internal sealed class MapNode(int line) : ManifestNode(line)
{
    /// <summary>Gets the keys and values.</summary>
    public List<(ScalarNode Key, ManifestNode Value)> Fields { get; } = [];

    /// <summary>Gets whether the mapping is in flow style, in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>
    /// Finds the value of a field; null if the field is absent or <c>null</c>, which Kubernetes treats the same.
    /// </summary>
    public ManifestNode? Find(string name)
    {
        var index = FindIndex(name);
        return index < 0 || Fields[index].Value is ScalarNode { Value.Kind: ScalarKind.Null }
            ? null
            : Fields[index].Value;
    }

    /// <summary>Gets the line of a nested field, or of the last part of the path that exists.</summary>
    public int GetLine(IReadOnlyList<string> path)
    {
        ManifestNode node = this;
        foreach (var name in path)
        {
            node = (node as MapNode)?.Find(name) ?? node;
        }

        return node.Line;
    }

    /// <summary>Sets a field. Replaces the value of an existing field; otherwise adds the field at the end.</summary>
    public void Set(string name, ManifestNode value)
    {
        var index = FindIndex(name);
        if (index < 0)
        {
            Fields.Add((ScalarNode.FromString(name, value.Line), value));
        }
        else
        {
            Fields[index] = (Fields[index].Key, value);
        }
    }

    private int FindIndex(string name) => Fields.FindIndex(field => field.Key.Value.Text == name);
}

/// <summary>A sequence.</summary>
internal sealed class ListNode(int line) : ManifestNode(line)
{
    /// <summary>Gets the items.</summary>
    public List<ManifestNode> Items { get; } = [];

    /// <summary>Gets whether the sequence is in flow style, in brackets.</summary>
    public bool IsFlow { get; init; }
}

/// <summary>A scalar.</summary>
internal sealed class ScalarNode(int line, string text, ScalarStyle style, ScalarValue value) : ManifestNode(line)
{
    /// <summary>Gets the text without quotes.</summary>
    public string Text { get; } = text;

    /// <summary>Gets the YAML style; <see cref="ScalarStyle.Any"/> for a string that was not read from YAML.</summary>
    public ScalarStyle Style { get; } = style;

    /// <summary>Gets the value that the text represents.</summary>
    public ScalarValue Value { get; } = value;

    /// <summary>Creates a string that was not read from YAML.</summary>
    public static ScalarNode FromString(string text, int line) =>
        new(line, text, ScalarStyle.Any, new ScalarValue(ScalarKind.String, text));
}
