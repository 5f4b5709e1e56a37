using YamlDotNet.Core;

namespace AppMeshInject.Manifests;

/// <summary>A node of a manifest, read from YAML or JSON alike. It keeps what its author wrote, so that it can be written back.</summary>
/// <param name="line">The line it starts in, from 1.</param>
internal abstract class ManifestNode(int line)
{
    /// <summary>How deep nodes may be nested: more than any manifest needs, and few enough for every stack.</summary>
    public const int MostDepth = 250;

    public int Line { get; } = line;

    /// <summary>The tag written before it; null where there is none.</summary>
    public string? Tag { get; init; }
}

/// <summary>A mapping, in the order of its keys.</summary>
internal sealed class MapNode(int line) : ManifestNode(line)
{
    public List<(ScalarNode Key, ManifestNode Value)> Fields { get; } = [];

    /// <summary>Whether it is written in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The value of a field; null where the field is absent or null, which count alike in Kubernetes.</summary>
    public ManifestNode? Find(string name)
    {
        var index = IndexOf(name);
        return index < 0 || Fields[index].Value is ScalarNode { Value.Kind: ScalarKind.Null } ? null : Fields[index].Value;
    }

    /// <summary>The line of what the names of fields lead to, as far as they lead.</summary>
    public int LineOf(IReadOnlyList<string> path)
    {
        ManifestNode node = this;
        foreach (var name in path)
        {
            node = (node as MapNode)?.Find(name) ?? node;
        }

        return node.Line;
    }

    /// <summary>Sets a field: in its place where it is there, else as the last.</summary>
    public void Set(string name, ManifestNode value)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            Fields.Add((ScalarNode.OfString(name, value.Line), value));
        }
        else
        {
            Fields[index] = (Fields[index].Key, value);
        }
    }

    private int IndexOf(string name) => Fields.FindIndex(field => field.Key.Value.Text == name);
}

/// <summary>A sequence.</summary>
internal sealed class ListNode(int line) : ManifestNode(line)
{
    public List<ManifestNode> Items { get; } = [];

    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow { get; init; }
}

/// <summary>A scalar.</summary>
internal sealed class ScalarNode(int line, string text, ScalarStyle style, ScalarValue value) : ManifestNode(line)
{
    /// <summary>Its text, without quotes.</summary>
    public string Text { get; } = text;

    /// <summary>How it is written in YAML; <see cref="ScalarStyle.Any"/> for a string that was not read from YAML.</summary>
    public ScalarStyle Style { get; } = style;

    /// <summary>What it means.</summary>
    public ScalarValue Value { get; } = value;

    public static ScalarNode OfString(string text, int line) => new(line, text, ScalarStyle.Any, new ScalarValue(ScalarKind.String, text));
}
