using AppMeshInject.Injection.Decisions;
using AppMeshInject.Manifests;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Explains the workloads of manifests.</summary>
/// <param name="explainer">Explains pods.</param>
/// <param name="defaultNamespace">The namespace of objects that do not specify one.</param>
internal sealed class ManifestExplainer(Explainer explainer, string defaultNamespace)
{
    /// <summary>Explains the workloads of a document.</summary>
    /// <exception cref="ManifestException">A workload is malformed.</exception>
    public IReadOnlyList<WorkloadReport> Explain(ManifestDocument document)
    {
        try
        {
            return document.Root is { } root ? [.. WorkloadFinder.FindAll(root).Select(Explain)] : [];
        }
        catch (ManifestException exception)
        {
            throw exception.WithDocument(document.Number);
        }
    }

    private WorkloadReport Explain(WorkloadObject workload)
    {
        var @namespace = workload.Namespace ?? defaultNamespace;
        var pod = workload.ReadPod(workload.GetDisplayName(@namespace));
        return WorkloadReporter.Report(
            $"{workload.Kind.ToLowerInvariant()}/{workload.Name}",
            @namespace,
            explainer.Explain(pod, @namespace, workload.GetWorkload(pod)));
    }
}
