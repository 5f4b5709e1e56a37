using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds annotations that have no effect.</summary>
internal static class AnnotationWarnings
{
    private const int MaxComparedLength = 64;

    /// <summary>Adds warnings for ignored annotations.</summary>
    public static void Find(EffectivePodSettings podSettings, WarningList warnings)
    {
        if (podSettings.Annotations.InvalidInjectionValue is { } value)
        {
            warnings.Add(WarningKind.UnknownSwitchValue,
                $"{AnnotationCatalogue.InjectionSwitch.Key}: {ValidationError.Quote(value)} is not enabled or disabled "
                + "and is ignored; use enabled or disabled");
        }

        foreach (var key in podSettings.Annotations.UnknownKeys)
        {
            if (!warnings.CanAdd(WarningKind.UnknownAnnotation))
            {
                break;
            }

            warnings.Add(WarningKind.UnknownAnnotation, FormatUnknownAnnotation(key));
        }
    }

    /// <summary>Adds the warning that a pod requests injection but cannot be injected.</summary>
    public static void AddInjectionNotPossible(Reason reason, WarningList warnings) => warnings.Add(
        WarningKind.InjectionNotPossible,
        $"{AnnotationCatalogue.InjectionSwitch.Key} is enabled, but "
        + (reason == Reason.HostNetwork
            ? "a pod with hostNetwork cannot join the mesh and is not injected; remove the annotation or hostNetwork"
            : "a Windows pod cannot join the mesh and is not injected; remove the annotation or run the pod on Linux"));

    private static string FormatUnknownAnnotation(string key)
    {
        var name = key[PodView.AnnotationPrefix.Length..];
        var compared = name.Length > MaxComparedLength ? name[..MaxComparedLength] : name;
        var nearest = PodView.AnnotationPrefix
            + Suggestion.FindNearest(compared, AnnotationCatalogue.Names, out var isNear);
        return $"{ValidationError.Quote(key)} is not an annotation of App Mesh and is ignored; "
            + (isNear ? $"did you mean {nearest}?" : $"remove it (the most similar annotation is {nearest})");
    }
}
