using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Patches;

namespace AppMeshInject.Manifests;

/// <summary>The result of injecting a workload.</summary>
/// <param name="Name">The name of the workload for messages.</param>
/// <param name="Decision">The decision.</param>
internal sealed record WorkloadResult(string Name, Decision Decision);

/// <summary>Injects the workloads of manifests exactly as the webhook injects their pods.</summary>
/// <param name="injector">The engine.</param>
/// <param name="defaultNamespace">The namespace of objects that do not specify one.</param>
internal sealed class ManifestInjector(Injector injector, string defaultNamespace)
{
    /// <summary>Injects the workloads of a document and returns the result of each.</summary>
    /// <exception cref="ManifestException">A workload is malformed.</exception>
    public IReadOnlyList<WorkloadResult> Inject(ManifestDocument document)
    {
        try
        {
            var results = new List<WorkloadResult>();
            foreach (var workload in document.Root is { } root ? WorkloadFinder.FindAll(root) : [])
            {
                var result = Inject(workload);
                document.IsChanged |= result.Decision.Reason == Reason.Injected;
                results.Add(result);
            }

            return results;
        }
        catch (ManifestException exception)
        {
            throw exception.WithDocument(document.Number);
        }
    }

    private WorkloadResult Inject(WorkloadObject workload)
    {
        var @namespace = workload.Namespace ?? defaultNamespace;
        var name = workload.GetDisplayName(@namespace);
        var pod = workload.ReadPod(name);
        var decision = injector.Decide(pod, @namespace, workload.GetWorkload(pod));
        if (Injector.Plan(decision) is { } plan)
        {
            using var patch = new PooledBuffer();
            PatchWriter.Write(plan, pod, patch);
            PatchApplier.Apply(workload.Pod, patch.WrittenSpan);
        }

        return new WorkloadResult(name, decision);
    }
}
