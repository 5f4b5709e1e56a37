
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Annotations;

/// <summary>One annotation under appmesh.k8s.aws/: the row of the catalogue that parsing, messages and the reference table come from.</summary>
public sealed record PodAnnotation
{
    private readonly Func<PodAnnotations, string, ValidationError?>? _apply;

    private PodAnnotation(string name, string accepts, string effect, string whenAbsent, Func<PodAnnotations, string, ValidationError?>? apply)
    {
        (Key, Name, Accepts, Effect, WhenAbsent) = (PodView.AnnotationPrefix + name, name, accepts, effect, whenAbsent);
        _apply = apply;
    }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>Its key without the prefix.</summary>
    public string Name { get; }

    /// <summary>The form of its value, in words.</summary>
    public string Accepts { get; }

    /// <summary>What it does.</summary>
    public string Effect { get; }

    /// <summary>What holds without it.</summary>
    public string WhenAbsent { get; }

    /// <summary>Makes an annotation that users write.</summary>
    internal static PodAnnotation Of<T>(string name, ValueParser<T> form, string effect, string whenAbsent, Action<PodAnnotations, T> assign)
    {
        return new PodAnnotation(name, form.Accepts, effect, whenAbsent, Apply);

        ValidationError? Apply(PodAnnotations annotations, string text)
        {
            var fault = form.Read(text, out var value);
            if (fault is null)
            {
                assign(annotations, value);
            }

            return fault;
        }
    }

    /// <summary>Makes an annotation that others write or read, whose value does not matter here.</summary>
    internal static PodAnnotation Foreign(string name, string effect) => new(name, "any", effect, "–", null);

    /// <summary>Reads a value and puts it into the pod's annotations.</summary>
    internal ValidationError? Apply(PodAnnotations annotations, string text) => _apply?.Invoke(annotations, text);
}
