
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Decisions;

/// <summary>Finds annotations that do not do what their author expects.</summary>
internal static class AnnotationWarnings
{
    private const int LongestNameCompared = 64;

    /// <summary>Finds annotations that are ignored.</summary>
    public static void Find(EffectivePodSettings options, WarningList warnings)
    {
        if (options.Annotations.UnknownSwitchValue is { } value)
        {
            warnings.Add(WarningKind.UnknownSwitchValue,
                $"{AnnotationCatalogue.InjectionSwitch.Key}: {ValidationError.Quote(value)} is not enabled or disabled and is ignored: write one of the two");
        }

        foreach (var key in options.Annotations.Unknown)
        {
            if (!warnings.HasRoomFor(WarningKind.UnknownAnnotation))
            {
                break;
            }

            warnings.Add(WarningKind.UnknownAnnotation, UnknownAnnotation(key));
        }
    }

    /// <summary>Says that a pod which asks to be injected cannot be.</summary>
    public static void AddNotPossible(Reason reason, WarningList warnings) => warnings.Add(WarningKind.NotPossible,
        $"{AnnotationCatalogue.InjectionSwitch.Key} is enabled, but "
        + (reason == Reason.HostNetwork ? "a pod with hostNetwork" : "a Windows pod")
        + " cannot join the mesh and is left as it is: remove the annotation, or "
        + (reason == Reason.HostNetwork ? "hostNetwork" : "run the pod on Linux"));

    private static string UnknownAnnotation(string key)
    {
        var name = key[PodView.AnnotationPrefix.Length..];
        var compared = name.Length > LongestNameCompared ? name[..LongestNameCompared] : name;
        var nearest = PodView.AnnotationPrefix + Suggestion.Nearest(compared, AnnotationCatalogue.Names, out var isNear);
        return $"{ValidationError.Quote(key)} is no annotation of App Mesh and is ignored: "
            + (isNear ? $"did you mean {nearest}?" : $"remove it; the nearest known one is {nearest}");
    }
}
