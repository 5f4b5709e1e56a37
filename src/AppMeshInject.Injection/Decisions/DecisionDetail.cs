using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Decisions;

/// <summary>
/// Formats the inputs of the rule that matched. The text is logged, so it contains only names and no annotation values,
/// which could be secrets.
/// </summary>
internal static class DecisionDetail
{
    private const int MaxAnnotations = 10;

    private static readonly string SwitchIsDisabled = $"{AnnotationCatalogue.InjectionSwitch.Key}=disabled";
    private static readonly string SwitchIsEnabled = $"{AnnotationCatalogue.InjectionSwitch.Key}=enabled";
    private static readonly string SwitchIsAbsent =
        $"inject-default=false, {AnnotationCatalogue.InjectionSwitch.Key} is absent";

    private static readonly string SwitchIsInvalid =
        $"inject-default=false, {AnnotationCatalogue.InjectionSwitch.Key} is neither enabled nor disabled";

    private static readonly string MirrorAnnotation = $"{KnownKeys.MirrorAnnotation} is present";
    private static readonly string NoMesh = $"mesh-name is empty, {AnnotationCatalogue.Mesh.Key} is absent";

    /// <summary>Formats the inputs of a decision to inject or to skip a pod.</summary>
    public static string Format(Reason reason, EffectivePodSettings podSettings) => reason switch
    {
        Reason.SystemNamespace => $"namespace={podSettings.Namespace}",
        Reason.HostNetwork => "spec.hostNetwork=true",
        Reason.WindowsPod => "the operating system is windows",
        Reason.MirrorPod => MirrorAnnotation,
        Reason.DisabledByAnnotation => SwitchIsDisabled,
        Reason.NotRequested => podSettings.Annotations.InvalidInjectionValue is null ? SwitchIsAbsent : SwitchIsInvalid,
        Reason.AlreadyInjected => "all sidecar containers are present",
        Reason.NoMesh => NoMesh,
        _ => podSettings.Annotations.Injection is true ? SwitchIsEnabled : "inject-default=true",
    };

    /// <summary>Formats the keys of the malformed annotations of a rejected pod.</summary>
    /// <param name="errors">The errors. Each starts with the annotation key and a colon.</param>
    public static string Format(IReadOnlyList<string> errors)
    {
        var keys = errors
            .Select(error => error[..error.IndexOf(": ", StringComparison.Ordinal)])
            .Distinct()
            .ToList();
        return string.Join(", ", keys.Take(MaxAnnotations)) + (keys.Count > MaxAnnotations ? ", …" : "");
    }
}
