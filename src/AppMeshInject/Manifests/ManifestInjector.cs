
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Patches;

namespace AppMeshInject.Manifests;

/// <summary>What became of a workload.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Decision">The decision.</param>
internal sealed record WorkloadOutcome(string Name, Decision Decision);

/// <summary>Injects the workloads of manifests, each as the webhook would inject its pods.</summary>
/// <param name="injector">Decides.</param>
/// <param name="defaultNamespace">The namespace of objects that name none.</param>
internal sealed class ManifestInjector(Injector injector, string defaultNamespace)
{
    /// <summary>Injects the workloads of a document, and tells what became of each.</summary>
    /// <exception cref="ManifestException">One of them is malformed.</exception>
    public IReadOnlyList<WorkloadOutcome> Inject(ManifestDocument document)
    {
        try
        {
            var outcomes = new List<WorkloadOutcome>();
            foreach (var workload in document.Root is { } root ? WorkloadFinder.In(root) : [])
            {
                var outcome = Inject(workload);
                document.IsChanged |= outcome.Decision.Reason == Reason.Injected;
                outcomes.Add(outcome);
            }

            return outcomes;
        }
        catch (ManifestException exception)
        {
            throw exception.In(document.Number);
        }
    }

    private WorkloadOutcome Inject(WorkloadObject workload)
    {
        var @namespace = workload.Namespace ?? defaultNamespace;
        var name = workload.Describe(@namespace);
        var pod = workload.ReadPod(name);
        var decision = injector.Decide(pod, @namespace, workload.WorkloadOf(pod));
        if (Injector.Plan(decision) is { } plan)
        {
            using var patch = new PooledBuffer();
            PatchWriter.Write(plan, pod, patch);
            PatchApplier.Apply(workload.Pod, patch.WrittenSpan);
        }

        return new WorkloadOutcome(name, decision);
    }
}
