using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Annotations;

/// <summary>One annotation under appmesh.k8s.aws/: the row of the catalogue that parsing, messages and the reference table come from.</summary>
public sealed record PodAnnotation
{
    private readonly Func<PodAnnotations, string, ValidationError?>? _apply;

    private PodAnnotation(string name, string accepts, string effect, string whenAbsent, Func<PodAnnotations, string, ValidationError?>? apply)
    {
        (Key, Name, AcceptedValues, Description, Default) = (PodView.AnnotationPrefix + name, name, accepts, effect, whenAbsent);
        _apply = apply;
    }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>Its key without the prefix.</summary>
    public string Name { get; }

    /// <summary>The form of its value, in words.</summary>
    public string AcceptedValues { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>What holds without it.</summary>
    public string Default { get; }

    /// <summary>Makes an annotation that users write.</summary>
    internal static PodAnnotation Create<T>(string name, ValueParser<T> form, string effect, string whenAbsent, Action<PodAnnotations, T> assign)
    {
        return new PodAnnotation(name, form.AcceptedValues, effect, whenAbsent, Apply);

        ValidationError? Apply(PodAnnotations annotations, string text)
        {
            var fault = form.Parse(text, out var value);
            if (fault is null)
            {
                assign(annotations, value);
            }

            return fault;
        }
    }

    /// <summary>Makes an annotation that others write or read, whose value does not matter here.</summary>
    internal static PodAnnotation CreateUnparsed(string name, string effect) => new(name, "any", effect, "–", null);

    /// <summary>Reads a value and puts it into the pod's annotations.</summary>
    internal ValidationError? Apply(PodAnnotations annotations, string text) => _apply?.Invoke(annotations, text);
}
