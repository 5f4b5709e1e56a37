using System.Diagnostics;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Logging;

namespace AppMeshInject.Admission;

/// <summary>
/// One line for each admission: a warning where it is refused, information where the pod is injected. It has names and counts
/// and no value that a pod's author wrote, because that may be a secret.
/// </summary>
internal sealed class AdmissionLog(LogWriter writer, ILogger<AdmissionLog> logger)
{
    private static readonly string Category = typeof(AdmissionLog).FullName!;

    // Longer than names in Kubernetes can be. A message that would be longer has the reason alone, and the line's fields the names, cut.
    private const int LongestMessage = 512;

    /// <summary>Writes the line.</summary>
    public void Write(in AdmissionRecord admission)
    {
        var level = LevelOf(admission);
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var decision = admission.Decision;
        var line = writer.Begin(level, Category, MessageOf(admission, stackalloc char[LongestMessage]));
        line.Add("reason", decision.Reason.Code);
        line.Add("detail", decision.Detail);
        if (admission.Request is { } request)
        {
            line.Add("uid", request.Uid);
            line.Add("operation", request.Operation.Name);
            line.Add("namespace", request.Namespace);
            line.Add("dryRun", request.DryRun);
        }

        if (decision.Pod is not null)
        {
            line.Add("workloadKind", decision.Workload.Kind);
            line.Add("workloadName", decision.Workload.Name);
        }

        if (decision.VirtualNode is { } virtualNode)
        {
            line.Add("virtualNode", virtualNode);
        }

        if (decision.Warnings.Count > 0)
        {
            line.Add("warnings", string.Join(' ', decision.Warnings.Select(warning => warning.Kind.Code)));
        }

        line.Add("status", admission.Status);
        line.Add("durationSeconds", admission.Duration.TotalSeconds);
        if (Activity.Current is { } span)
        {
            line.Add("traceId", span.TraceId.ToHexString());
        }

        writer.End(line);
    }

    private static LogLevel LevelOf(in AdmissionRecord admission) => admission switch
    {
        { Status: not StatusCodes.Status200OK } or { Decision.IsAllowed: false } => LogLevel.Warning,
        { Reason: Reason.Injected } => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    private static ReadOnlySpan<char> MessageOf(in AdmissionRecord admission, Span<char> buffer) => admission switch
    {
        { Decision: { Pod: not null, Workload: var workload } decision, Request: { } request }
            when buffer.TryWrite($"{decision.Reason.Code}: {request.Namespace}/{workload.Kind}/{workload.Name}", out var length) => buffer[..length],
        { Reason: var reason } => reason.Code,
    };
}
