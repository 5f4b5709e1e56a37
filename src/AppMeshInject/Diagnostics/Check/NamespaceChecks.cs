using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the injection labels of namespaces.</summary>
internal static class NamespaceChecks
{
    private static readonly string Label = AnnotationCatalogue.InjectionSwitch.Key;

    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        if (state.Namespaces.Object is not { } namespaces)
        {
            yield break;
        }

        var isSystem = namespaces.ToLookup(
            item => SystemNamespaces.Contains(item.Metadata!.Name!, state.InjectorNamespace));
        if (!isSystem[false].Any(item => WebhookScope.IsOptedIn(item.Metadata!.Labels!)))
        {
            yield return FindingKinds.NoNamespaceOptedIn.CreateFinding(
                "No namespace is opted in, so no pod is injected and the dry run is skipped.",
                $"Label a namespace: kubectl label namespace NAME {Label}=enabled.");
        }

        foreach (var item in isSystem[true].Where(item => WebhookScope.IsOptedIn(item.Metadata!.Labels!)))
        {
            var name = item.Metadata!.Name;
            yield return FindingKinds.SystemNamespaceOptedIn.CreateFinding(
                $"Namespace {name} is opted in, but pods of a system namespace are never injected.",
                $"Remove the label: kubectl label namespace {name} {Label}-.");
        }

        foreach (var item in namespaces.Where(
            item => item.Metadata!.Labels!.GetValueOrDefault(Label) is not ("enabled" or "disabled")))
        {
            var name = item.Metadata!.Name;
            var value = ValidationError.Quote(item.Metadata.Labels!.GetValueOrDefault(Label) ?? "");
            yield return FindingKinds.NamespaceLabelInvalid.CreateFinding(
                $"Namespace {name} has the label {Label}={value}, which is neither enabled nor disabled, so it is not "
                + "opted in.",
                $"Set the label to a valid value: kubectl label --overwrite namespace {name} {Label}=enabled.");
        }
    }
}
