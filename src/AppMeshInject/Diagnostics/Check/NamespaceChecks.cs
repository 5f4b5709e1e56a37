
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the labels of namespaces.</summary>
internal static class NamespaceChecks
{
    private static readonly string Label = AnnotationCatalogue.InjectionSwitch.Key;

    public static IEnumerable<Finding> Of(InstallationState state)
    {
        if (state.Namespaces.Object is not { } namespaces)
        {
            yield break;
        }

        var isSystem = namespaces.ToLookup(item => SystemNamespaces.Has(item.Metadata!.Name!, state.InjectorNamespace));
        if (!isSystem[false].Any(item => WebhookScope.OptsIn(item.Metadata!.Labels!)))
        {
            yield return FindingKinds.NoNamespaceOptedIn.Of(
                "No namespace has opted in, so no pod is injected, and nothing could be tried.", $"Label one: kubectl label namespace NAME {Label}=enabled.");
        }

        foreach (var item in isSystem[true].Where(item => WebhookScope.OptsIn(item.Metadata!.Labels!)))
        {
            yield return FindingKinds.SystemNamespaceOptedIn.Of(
                $"Namespace {item.Metadata!.Name} has opted in, and its pods are never injected.", $"Remove the label: kubectl label namespace {item.Metadata.Name} {Label}-.");
        }

        foreach (var item in namespaces.Where(item => item.Metadata!.Labels!.GetValueOrDefault(Label) is not ("enabled" or "disabled")))
        {
            yield return FindingKinds.NamespaceLabel.Of(
                $"Namespace {item.Metadata!.Name} has the label {Label}={ValidationError.Quote(item.Metadata.Labels!.GetValueOrDefault(Label) ?? "")}, which is neither enabled nor disabled and opts in nobody.",
                $"Write one of the two: kubectl label --overwrite namespace {item.Metadata.Name} {Label}=enabled.");
        }
    }
}
