
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Injection.Decisions;

/// <summary>
/// Tells what decided: the inputs of the rule that applied. It goes into logs, so it carries no value that a pod's author wrote,
/// which may be a secret, but for names.
/// </summary>
internal static class DecisionDetail
{
    private const int MostAnnotationsNamed = 10;

    private static readonly string SwitchIsDisabled = $"{AnnotationCatalogue.InjectionSwitch.Key}=disabled";
    private static readonly string SwitchIsEnabled = $"{AnnotationCatalogue.InjectionSwitch.Key}=enabled";
    private static readonly string SwitchIsAbsent = $"inject-default=false, {AnnotationCatalogue.InjectionSwitch.Key} is absent";
    private static readonly string SwitchIsNeither = $"inject-default=false, {AnnotationCatalogue.InjectionSwitch.Key} is neither enabled nor disabled";
    private static readonly string MirrorAnnotation = $"{KnownKeys.MirrorAnnotation} is there";
    private static readonly string NoMesh = $"mesh-name is empty, {AnnotationCatalogue.Mesh.Key} is absent";

    /// <summary>What decided that a pod is injected, or left as it is.</summary>
    public static string Of(Reason reason, EffectivePodSettings options) => reason switch
    {
        Reason.SystemNamespace => $"namespace={options.Namespace}",
        Reason.HostNetwork => "spec.hostNetwork=true",
        Reason.WindowsPod => "the operating system is windows",
        Reason.MirrorPod => MirrorAnnotation,
        Reason.DisabledByAnnotation => SwitchIsDisabled,
        Reason.NotRequested => options.Annotations.UnknownSwitchValue is null ? SwitchIsAbsent : SwitchIsNeither,
        Reason.AlreadyInjected => "every container that would be added is there",
        Reason.NoMesh => NoMesh,
        _ => options.Annotations.Injection is true ? SwitchIsEnabled : "inject-default=true",
    };

    /// <summary>What decided that a pod is refused: the annotations that are malformed.</summary>
    /// <param name="faults">The faults, each of which begins with the annotation's key.</param>
    public static string Of(IReadOnlyList<string> faults)
    {
        var keys = faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]).Distinct().ToList();
        return string.Join(", ", keys.Take(MostAnnotationsNamed)) + (keys.Count > MostAnnotationsNamed ? ", …" : "");
    }

    /// <summary>What decided that a request is none that creates a pod.</summary>
    public static string Of(ReviewRequest request) =>
        $"operation={request.Operation.Name}, kind={ValidationError.Quote($"{request.Kind.Group}/{request.Kind.Version}/{request.Kind.Kind}")}"
        + (request.SubResource.Length > 0 ? $", subresource={ValidationError.Quote(request.SubResource)}" : "");
}
