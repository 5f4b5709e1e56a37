using System.Diagnostics;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Logging;

namespace AppMeshInject.Admission;

/// <summary>
/// Logs one line per admission. The level is warning if the request is rejected, information if the pod is injected,
/// and debug otherwise. The line contains names and counts, but no value from the pod, because such a value can be a
/// secret.
/// </summary>
internal sealed class AdmissionLog(LogWriter writer, ILogger<AdmissionLog> logger)
{
    private static readonly string Category = typeof(AdmissionLog).FullName!;

    // In characters. Valid Kubernetes names fit. If the names do not fit, the message is only the reason code, and the
    // fields contain the names, truncated.
    private const int MaxMessageLength = 512;

    /// <summary>Logs an admission.</summary>
    public void Write(in AdmissionRecord admission)
    {
        var level = GetLevel(admission);
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var decision = admission.Decision;
        var line = writer.Begin(level, Category, FormatMessage(admission, stackalloc char[MaxMessageLength]));
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

    private static LogLevel GetLevel(in AdmissionRecord admission) => admission switch
    {
        { Status: not StatusCodes.Status200OK } or { Decision.IsAllowed: false } => LogLevel.Warning,
        { Reason: Reason.Injected } => LogLevel.Information,
        _ => LogLevel.Debug,
    };

    private static ReadOnlySpan<char> FormatMessage(in AdmissionRecord admission, Span<char> buffer)
    {
        var code = admission.Reason.Code;
        return admission is { Decision: { Pod: not null, Workload: var workload }, Request: { } request }
            && buffer.TryWrite($"{code}: {request.Namespace}/{workload.Kind}/{workload.Name}", out var length)
            ? buffer[..length]
            : code;
    }
}
