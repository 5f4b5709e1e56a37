using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AppMeshInject.Manifests;

/// <summary>Writes an object as YAML and keeps the styles of the input.</summary>
internal static class YamlManifestWriter
{
    // Never fold lines: a long line is easier to read than an annotation that is broken in the middle.
    private static readonly EmitterSettings Settings =
        new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n");

    /// <summary>Writes a document without a marker.</summary>
    public static void Write(MapNode root, TextWriter output)
    {
        var emitter = new Emitter(output, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        WriteNode(emitter, root, isInFlow: false);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void WriteNode(Emitter emitter, ManifestNode node, bool isInFlow)
    {
        isInFlow = isInFlow || IsFlow(node);
        switch (node)
        {
            case MapNode map:
                var mapStyle = isInFlow ? MappingStyle.Flow : MappingStyle.Block;
                emitter.Emit(new MappingStart(AnchorName.Empty, GetTag(map), map.Tag is null, mapStyle));
                foreach (var (key, value) in map.Fields)
                {
                    WriteNode(emitter, key, isInFlow);
                    WriteNode(emitter, value, isInFlow);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ListNode list:
                var listStyle = isInFlow ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, GetTag(list), list.Tag is null, listStyle));
                foreach (var item in list.Items)
                {
                    WriteNode(emitter, item, isInFlow);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case ScalarNode scalar:
                WriteScalar(emitter, scalar);
                break;
        }
    }

    // Uses block style for a collection with added content, or with a scalar that flow style would have to quote.
    private static bool IsFlow(ManifestNode node) => node switch
    {
        MapNode map => map.IsFlow && map.Fields.TrueForAll(field => IsFlow(field.Key) && IsFlow(field.Value)),
        ListNode list => list.IsFlow && list.Items.TrueForAll(IsFlow),
        ScalarNode scalar => scalar.Style != ScalarStyle.Plain || !scalar.Text.Contains(':', StringComparison.Ordinal),
        _ => true,
    };

    private static void WriteScalar(Emitter emitter, ScalarNode scalar)
    {
        var style = GetStyle(scalar);

        // An empty plain scalar is null, but the emitter would write an empty string.
        var text = scalar is { Text: "", Tag: null } && style == ScalarStyle.Plain ? "null" : scalar.Text;
        var isTagged = !GetTag(scalar).IsEmpty;
        emitter.Emit(new Scalar(
            AnchorName.Empty, GetTag(scalar), text, style, isPlainImplicit: !isTagged, isQuotedImplicit: !isTagged));
    }

    private static ScalarStyle GetStyle(ScalarNode scalar) => scalar.Style switch
    {
        _ when YamlStrings.NeedsEscapes(scalar.Text) => ScalarStyle.DoubleQuoted,
        ScalarStyle.Any => YamlStrings.GetStyle(scalar.Text),

        // Folded lines were joined when read; a literal block represents the result.
        ScalarStyle.Folded or ScalarStyle.Literal =>
            YamlStrings.FitsBlock(scalar.Text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted,

        // The emitter loses tabs where it breaks a line.
        ScalarStyle.Plain or ScalarStyle.SingleQuoted when scalar.Text.Contains('\n', StringComparison.Ordinal) =>
            ScalarStyle.DoubleQuoted,
        ScalarStyle.Plain when scalar.Tag == "!" => ScalarStyle.DoubleQuoted,

        // Always a string, but plain style is ambiguous: readers differ on these first characters and trim blanks.
        ScalarStyle.Plain when scalar.Text is [':' or '?' or ' ' or '\t', ..] or [.., ' ' or '\t'] =>
            ScalarStyle.SingleQuoted,
        var style => style,
    };

    // The non-specific tag ! only marks a string; quotes do the same.
    private static TagName GetTag(ManifestNode node) => node.Tag is null or "!" ? TagName.Empty : new TagName(node.Tag);
}
