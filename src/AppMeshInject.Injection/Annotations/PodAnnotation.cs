using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Annotations;

/// <summary>
/// One annotation under appmesh.k8s.aws/. Parsing, messages and the reference page are generated from the catalogue of
/// annotations.
/// </summary>
public sealed record PodAnnotation
{
    private readonly Func<PodAnnotations, string, ValidationError?>? _apply;

    private PodAnnotation(
        string name,
        string acceptedValues,
        string description,
        string @default,
        Func<PodAnnotations, string, ValidationError?>? apply)
    {
        Key = PodView.AnnotationPrefix + name;
        Name = name;
        AcceptedValues = acceptedValues;
        Description = description;
        Default = @default;
        _apply = apply;
    }

    /// <summary>The key of the annotation, with the prefix.</summary>
    public string Key { get; }

    /// <summary>The key of the annotation, without the prefix.</summary>
    public string Name { get; }

    /// <summary>A description of the accepted values, such as "comma-separated ports, at most 15".</summary>
    public string AcceptedValues { get; }

    /// <summary>The description on the reference page.</summary>
    public string Description { get; }

    /// <summary>A description of the value that is used if the annotation is absent.</summary>
    public string Default { get; }

    /// <summary>Creates an annotation that users set.</summary>
    /// <param name="name">The key without the prefix.</param>
    /// <param name="parser">The parser of its values.</param>
    /// <param name="description">The description on the reference page.</param>
    /// <param name="default">A description of the value that is used if the annotation is absent.</param>
    /// <param name="assign">Assigns the parsed value to the annotations of the pod.</param>
    internal static PodAnnotation Create<T>(
        string name,
        ValueParser<T> parser,
        string description,
        string @default,
        Action<PodAnnotations, T> assign)
    {
        return new PodAnnotation(name, parser.AcceptedValues, description, @default, Apply);

        ValidationError? Apply(PodAnnotations annotations, string text)
        {
            var error = parser.Parse(text, out var value);
            if (error is null)
            {
                assign(annotations, value);
            }

            return error;
        }
    }

    /// <summary>Creates an annotation whose value is not used by the injector.</summary>
    /// <param name="name">The key without the prefix.</param>
    /// <param name="description">The description on the reference page.</param>
    internal static PodAnnotation CreateUnparsed(string name, string description) =>
        new(name, "any", description, "–", null);

    /// <summary>Parses a value and assigns it to the annotations of a pod.</summary>
    /// <param name="annotations">The annotations to update.</param>
    /// <param name="text">The value.</param>
    /// <returns>The error; null if the value is valid.</returns>
    internal ValidationError? Apply(PodAnnotations annotations, string text) => _apply?.Invoke(annotations, text);
}
