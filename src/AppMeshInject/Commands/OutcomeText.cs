using AppMeshInject.Injection.Decisions;
using AppMeshInject.Manifests;

namespace AppMeshInject.Commands;

/// <summary>Tells what became of a workload: one line, and one more for each warning.</summary>
internal static class OutcomeText
{
    public static void Write(WorkloadOutcome outcome, TextWriter error)
    {
        var (name, decision) = outcome;
        var details = decision switch
        {
            { VirtualNode: { } node } => $", virtual node {node}",
            { Rejection: { } refusal } => $": {refusal}",
            _ => "",
        };
        error.WriteLine($"{name}: {decision.Reason.Code}{details}");
        foreach (var warning in decision.Warnings)
        {
            error.WriteLine($"{name}: warning: {warning.Text}");
        }
    }
}
