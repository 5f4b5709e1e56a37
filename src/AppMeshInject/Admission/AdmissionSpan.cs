using System.Diagnostics;
using System.Globalization;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Telemetry;

namespace AppMeshInject.Admission;

/// <summary>The span of an admission, which continues the trace of the API server. Nothing is made where nobody listens.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/</remarks>
internal static class AdmissionSpan
{
    private const string Route = "/mutate";
    private const string Own = "appmesh_inject.";

    private static readonly ActivitySource Source = new(Tracing.SourceName);

    /// <summary>Begins the span of an admission.</summary>
    public static Activity? Start(HttpRequest request)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var caller);
        var span = Source.CreateActivity($"{request.Method} {Route}", ActivityKind.Server, caller);
        return span?
            .SetTag("http.request.method", request.Method)
            .SetTag("http.route", Route)
            .SetTag("url.scheme", request.Scheme)
            .SetTag("url.path", request.Path.Value)
            .SetTag("network.protocol.version", request.Protocol.Split('/')[^1])
            .SetTag("server.address", request.Host.Host)
            .SetTag("server.port", request.HttpContext.Connection.LocalPort)
            .SetTag("client.address", request.HttpContext.Connection.RemoteIpAddress?.ToString())
            .SetTag("user_agent.original", request.Headers.UserAgent.ToString())
            .Start();
    }

    /// <summary>Begins the span of a part of it.</summary>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Says what became of the admission whose span it is.</summary>
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
            span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", admission.Status.ToString(CultureInfo.InvariantCulture));
        }

        var decision = admission.Decision;
        span.SetTag(Own + "reason", decision.Reason.Code)
            .SetTag(Own + "detail", decision.Detail)
            .SetTag(Own + "operation", admission.Operation.Name)
            .SetTag(Own + "virtual_node", decision.VirtualNode)
            .SetTag(Own + "warnings", decision.Warnings.Count);
        if (admission.Request is { } request)
        {
            span.SetTag(Own + "uid", request.Uid)
                .SetTag(Own + "dry_run", request.DryRun)
                .SetTag("k8s.namespace.name", request.Namespace);
        }

        if (decision.Pod is not null)
        {
            span.SetTag(Own + "workload.kind", decision.Workload.Kind)
                .SetTag(Own + "workload.name", decision.Workload.Name);
            if (AttributeOf(decision.Workload.Kind) is { } attribute)
            {
                span.SetTag(attribute, decision.Workload.Name);
            }
        }
    }

    // https://opentelemetry.io/docs/specs/semconv/resource/k8s/
    private static string? AttributeOf(string workloadKind) => workloadKind switch
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
