using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AppMeshInject.Manifests;

/// <summary>Writes an object as YAML, in the style in which it was read.</summary>
internal static class YamlManifestWriter
{
    // Lines are never folded: a long line is easier to read than one that is broken in the middle of an annotation.
    private static readonly EmitterSettings Settings = new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n");

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
                emitter.Emit(new MappingStart(AnchorName.Empty, TagOf(map), map.Tag is null, isInFlow ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map.Fields)
                {
                    WriteNode(emitter, key, isInFlow);
                    WriteNode(emitter, value, isInFlow);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagOf(list), list.Tag is null, isInFlow ? SequenceStyle.Flow : SequenceStyle.Block));
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

    // What holds something that was added, or that would have to be quoted within brackets, is written in lines of its own.
    private static bool IsFlow(ManifestNode node) => node switch
    {
        MapNode map => map.IsFlow && map.Fields.TrueForAll(field => IsFlow(field.Key) && IsFlow(field.Value)),
        ListNode list => list.IsFlow && list.Items.TrueForAll(IsFlow),
        ScalarNode scalar => scalar.Style != ScalarStyle.Plain || !scalar.Text.Contains(':', StringComparison.Ordinal),
        _ => true,
    };

    private static void WriteScalar(Emitter emitter, ScalarNode scalar)
    {
        var style = StyleOf(scalar);

        // Nothing at all is null, but the emitter would make the empty string of it.
        var text = scalar is { Text: "", Tag: null } && style == ScalarStyle.Plain ? "null" : scalar.Text;
        var isTagged = !TagOf(scalar).IsEmpty;
        emitter.Emit(new Scalar(AnchorName.Empty, TagOf(scalar), text, style, isPlainImplicit: !isTagged, isQuotedImplicit: !isTagged));
    }

    private static ScalarStyle StyleOf(ScalarNode scalar) => scalar.Style switch
    {
        _ when YamlStrings.NeedsEscapes(scalar.Text) => ScalarStyle.DoubleQuoted,
        ScalarStyle.Any => YamlStrings.StyleOf(scalar.Text),

        // Lines that were folded were read as one, which a literal block holds just as well.
        ScalarStyle.Folded or ScalarStyle.Literal => YamlStrings.FitsBlock(scalar.Text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted,

        // The emitter loses tabs where it breaks such a line.
        ScalarStyle.Plain or ScalarStyle.SingleQuoted when scalar.Text.Contains('\n', StringComparison.Ordinal) => ScalarStyle.DoubleQuoted,
        ScalarStyle.Plain when scalar.Tag == "!" => ScalarStyle.DoubleQuoted,

        // A string in any case, which readers take for the start of a key or value in one place and not in another, or whose blanks
        // they leave out.
        ScalarStyle.Plain when scalar.Text is [':' or '?' or ' ' or '\t', ..] or [.., ' ' or '\t'] => ScalarStyle.SingleQuoted,
        var style => style,
    };

    // The lone ! only says that a scalar is a string, and quotes say so too.
    private static TagName TagOf(ManifestNode node) => node.Tag is null or "!" ? TagName.Empty : new TagName(node.Tag);
}
