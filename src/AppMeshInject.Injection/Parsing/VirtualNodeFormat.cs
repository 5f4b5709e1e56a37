using System.Globalization;
using System.Runtime.CompilerServices;

namespace AppMeshInject.Injection.Parsing;

/// <summary>How a virtual node is named after its workload: a text with the placeholders {namespace} and {workload}.</summary>
/// <param name="Text">The format as written.</param>
public sealed record VirtualNodeFormat(string Text)
{
    private const string NamespacePlaceholder = "{namespace}";
    private const string WorkloadPlaceholder = "{workload}";
    private const int InitialBufferLength = 256;

    /// <summary>The form in which a format is written.</summary>
    public static readonly ValueParser<VirtualNodeFormat?> Parser = new($"text with `{NamespacePlaceholder}` and `{WorkloadPlaceholder}`", Parse);

    /// <summary>The name it gives. The values are put in once: a placeholder in a value is not filled in again.</summary>
    public string Expand(string @namespace, string workload)
    {
        var name = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[InitialBufferLength]);
        var rest = Text.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var start)
        {
            var isNamespace = rest[start..].StartsWith(NamespacePlaceholder);
            name.AppendFormatted(rest[..start]);
            name.AppendLiteral(isNamespace ? @namespace : workload);
            rest = rest[(start + (isNamespace ? NamespacePlaceholder : WorkloadPlaceholder).Length)..];
        }

        name.AppendFormatted(rest);
        return name.ToStringAndClear();
    }

    private static ValidationError? Parse(string text, out VirtualNodeFormat? value)
    {
        value = null;
        // A space for each, so that what stands on both sides of a placeholder makes no other one.
        var bare = text.Replace(NamespacePlaceholder, " ", StringComparison.Ordinal).Replace(WorkloadPlaceholder, " ", StringComparison.Ordinal);
        if (bare.AsSpan().ContainsAny('{', '}'))
        {
            return new ValidationError(text, $"has a placeholder other than {NamespacePlaceholder} and {WorkloadPlaceholder}");
        }

        if (ValueParsers.MeshName.Parse(text, out _) is { } fault)
        {
            return fault;
        }

        value = new VirtualNodeFormat(text);
        return null;
    }
}
