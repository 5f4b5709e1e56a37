using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>
/// Runs the complete admission pipeline. Checks that every request body is either rejected as invalid or gets a
/// well-formed response, that the response is deterministic, and that an injected pod is not injected again.
/// </summary>
internal static class ReviewTargets
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["APPMESH_INJECT_MESH_NAME"] = "m",
        ["APPMESH_INJECT_ENABLE_XRAY_TRACING"] = "true",
        ["APPMESH_INJECT_ENABLE_SDS"] = "true",
        ["APPMESH_INJECT_ECR_SECRET"] = "true",
    };

    private static readonly AdmissionProcessor DefaultProcessor =
        CreateProcessor(SettingsLoader.Load([], Environment).Settings);

    /// <summary>Uses the input as the request body.</summary>
    public static bool RunReview(byte[] body) => Review(body, DefaultProcessor);

    /// <summary>Uses each line of the input as an annotation of a valid pod, NAME=VALUE without the prefix.</summary>
    public static bool RunAnnotations(byte[] input) =>
        Review(CreateBody(Encoding.UTF8.GetString(input).Split('\n')), DefaultProcessor);

    /// <summary>Reviews a valid pod with the given valid settings.</summary>
    public static bool RunSettings(InjectorSettings settings) =>
        Review(CreateBody(["ports=80"]), CreateProcessor(settings));

    private static bool Review(byte[] body, AdmissionProcessor processor)
    {
        using var response = new PooledBuffer();
        var result = processor.Review(body, response);
        using var again = new PooledBuffer();
        processor.Review(body, again);
        Check.That(response.WrittenSpan.SequenceEqual(again.WrittenSpan), "the same body gets a different response");
        if (result.Problem is not null)
        {
            Check.That(response.WrittenSpan.IsEmpty, "an invalid body gets a response");
            return false;
        }

        var patch = ResponseChecks.CheckAndGetPatch(response.WrittenSpan, result);
        if (patch is not null && PatchChecks.Apply(patch, body) is { } patched)
        {
            using var ignored = new PooledBuffer();
            Check.That(
                processor.Review(patched, ignored) is { Problem: null, Decision.Reason: not Reason.Injected },
                "an injected pod is injected again");
        }

        return result.Decision.IsAllowed;
    }

    private static byte[] CreateBody(IEnumerable<string> annotations)
    {
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", "admission.k8s.io/v1");
            json.WriteString("kind", "AdmissionReview");
            json.WriteStartObject("request");
            json.WriteString("uid", "1");
            json.WriteString("namespace", "default");
            json.WriteString("operation", "CREATE");
            json.WritePropertyName("kind");
            json.WriteRawValue("""{"group":"","version":"v1","kind":"Pod"}""");
            json.WriteStartObject("object");
            json.WriteStartObject("metadata");
            json.WriteString("name", "pod");
            json.WriteStartObject("annotations");
            foreach (var pair in annotations.Select(line => line.Split('=', 2)).DistinctBy(pair => pair[0]))
            {
                json.WriteString(PodView.AnnotationPrefix + pair[0], pair is [_, var value] ? value : "");
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("spec");
            json.WriteRawValue(
                """{"containers":[{"name":"app","ports":[{"containerPort":80}]}],"volumes":[{"name":"v"}]}""");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static AdmissionProcessor CreateProcessor(InjectorSettings settings) =>
        new(new Injector(settings, ClusterInfo.FromSettings(settings)));
}
