using AppMeshInject.Injection.Decisions;
using AppMeshInject.Manifests;

namespace AppMeshInject.Commands;

/// <summary>Writes the result of <c>inject</c> for a workload: one line, and one line for each warning.</summary>
internal static class WorkloadResultText
{
    /// <summary>Writes a result to standard error.</summary>
    public static void Write(WorkloadResult result, TextWriter error)
    {
        var (name, decision) = result;
        var details = decision switch
        {
            { VirtualNode: { } node } => $", virtual node {node}",
            { Rejection: { } rejection } => $": {rejection}",
            _ => "",
        };
        error.WriteLine($"{name}: {decision.Reason.Code}{details}");
        foreach (var warning in decision.Warnings)
        {
            error.WriteLine($"{name}: warning: {warning.Text}");
        }
    }
}
