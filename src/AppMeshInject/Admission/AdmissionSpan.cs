using System.Diagnostics;
using System.Globalization;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Admission;

/// <summary>
/// The server span of an admission. It continues the trace of the API server. No span is created without a listener.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/</remarks>
internal static class AdmissionSpan
{
    private const string Route = "/mutate";
    private const string Prefix = "appmesh_inject.";

    private static readonly ActivitySource Source = new(Tracing.SourceName);

    /// <summary>Starts the span of an admission.</summary>
    /// <returns>The span; null if no listener exists.</returns>
    public static Activity? Start(HttpRequest request)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var headers = request.Headers;
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        var span = Source.CreateActivity($"{request.Method} {Route}", ActivityKind.Server, parent);
        return span?
            .SetTag("http.request.method", request.Method)
            .SetTag("http.route", Route)
            .SetTag("url.scheme", request.Scheme)
            .SetTag("url.path", request.Path.Value)
            .SetTag("network.protocol.version", request.Protocol.Split('/')[^1])
            .SetTag("server.address", request.Host.Host)
            .SetTag("server.port", request.HttpContext.Connection.LocalPort)
            .SetTag("client.address", request.HttpContext.Connection.RemoteIpAddress?.ToString())
            .SetTag("user_agent.original", headers.UserAgent.ToString())
            .Start();
    }

    /// <summary>Starts the child span of one step of an admission, such as "read".</summary>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Sets the tags of the current span from the result of its admission.</summary>
    public static void SetResult(in AdmissionRecord admission)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span || span.Source != Source)
        {
            return;
        }

        span.SetTag("http.response.status_code", admission.Status)
            .SetTag("http.request.body.size", admission.RequestBytes)
            .SetTag("http.response.body.size", admission.ResponseBytes);
        if (admission.Status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error)
                .SetTag("error.type", admission.Status.ToString(CultureInfo.InvariantCulture));
        }

        var decision = admission.Decision;
        span.SetTag(Prefix + "reason", decision.Reason.Code)
            .SetTag(Prefix + "detail", decision.Detail)
            .SetTag(Prefix + "operation", admission.Operation.Name)
            .SetTag(Prefix + "virtual_node", decision.VirtualNode)
            .SetTag(Prefix + "warnings", decision.Warnings.Count);
        if (admission.Request is { } request)
        {
            span.SetTag(Prefix + "uid", request.Uid)
                .SetTag(Prefix + "dry_run", request.DryRun)
                .SetTag("k8s.namespace.name", request.Namespace);
        }

        if (decision.Pod is not null)
        {
            span.SetTag(Prefix + "workload.kind", decision.Workload.Kind)
                .SetTag(Prefix + "workload.name", decision.Workload.Name);
            if (GetResourceAttribute(decision.Workload.Kind) is { } attribute)
            {
                span.SetTag(attribute, decision.Workload.Name);
            }
        }
    }

    // https://opentelemetry.io/docs/specs/semconv/resource/k8s/
    private static string? GetResourceAttribute(string workloadKind) => workloadKind switch
    {
        "Deployment" => "k8s.deployment.name",
        "ReplicaSet" => "k8s.replicaset.name",
        "StatefulSet" => "k8s.statefulset.name",
        "DaemonSet" => "k8s.daemonset.name",
        "CronJob" => "k8s.cronjob.name",
        "Job" => "k8s.job.name",
        "Pod" => "k8s.pod.name",
        _ => null,
    };
}
