using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Admission;

/// <summary>One log line for each admission: a warning where the pod is refused, information where it is injected.</summary>
internal sealed partial class AdmissionLog(ILogger<AdmissionLog> logger)
{
    public void Decided(Reviewed reviewed)
    {
        var level = reviewed.Decision switch
        {
            { IsAllowed: false } => LogLevel.Warning,
            { Reason: Reason.Injected } => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        if (logger.IsEnabled(level) && reviewed is { Request: { } request, Decision: var decision })
        {
            Decided(
                level, decision.Reason.Code, request.Namespace, decision.Workload.Kind, decision.Workload.Name,
                decision.VirtualNode, decision.Warnings.Count, request.DryRun, request.Uid);
        }
    }

    [LoggerMessage(Message = "{Reason}: {Namespace}/{WorkloadKind}/{WorkloadName}, virtual node {VirtualNode}, {Warnings} warnings, dry run {DryRun}, uid {Uid}")]
    private partial void Decided(
        LogLevel level, string reason, string @namespace, string workloadKind, string workloadName, string? virtualNode, int warnings, bool dryRun, string uid);

    [LoggerMessage(LogLevel.Warning, "{Reason}: answered {Status}, because {Message}")]
    public partial void Refused(string reason, int status, string message);
}
