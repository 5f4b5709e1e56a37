using System.Globalization;
using System.Runtime.CompilerServices;

namespace AppMeshInject.Injection.Parsing;

/// <summary>
/// The template of virtual node names, with the placeholders <c>{namespace}</c> and <c>{workload}</c>.
/// </summary>
/// <param name="Text">The template as written.</param>
public sealed record VirtualNodeFormat(string Text)
{
    private const string NamespacePlaceholder = "{namespace}";
    private const string WorkloadPlaceholder = "{workload}";
    private const int InitialBufferLength = 256;

    /// <summary>Parses a template.</summary>
    public static readonly ValueParser<VirtualNodeFormat?> Parser =
        new($"text with `{NamespacePlaceholder}` and `{WorkloadPlaceholder}`", Parse);

    /// <summary>
    /// Replaces the placeholders. Placeholders in the values are not replaced: the template is expanded in one pass.
    /// </summary>
    public string Expand(string @namespace, string workload)
    {
        var name = new DefaultInterpolatedStringHandler(
            0, 0, CultureInfo.InvariantCulture, stackalloc char[InitialBufferLength]);
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

        // Replace each placeholder by a space, so that the text around it cannot form another placeholder.
        var withoutPlaceholders = text
            .Replace(NamespacePlaceholder, " ", StringComparison.Ordinal)
            .Replace(WorkloadPlaceholder, " ", StringComparison.Ordinal);
        if (withoutPlaceholders.AsSpan().ContainsAny('{', '}'))
        {
            return new ValidationError(
                text, $"has a placeholder other than {NamespacePlaceholder} and {WorkloadPlaceholder}");
        }

        if (ValueParsers.MeshName.Parse(text, out _) is { } error)
        {
            return error;
        }

        value = new VirtualNodeFormat(text);
        return null;
    }
}
