using System.Text;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Fuzz;

/// <summary>The whole way of an admission: whatever comes, what goes out is a well-formed answer, or the body is refused.</summary>
internal static class ReviewTargets
{
    private static readonly Reviewer Reviewer = Make();

    /// <summary>The input is the body.</summary>
    public static void Review(byte[] body)
    {
        using var answer = new PooledBuffer();
        var reviewed = Reviewer.Review(body, answer);
        if (reviewed.Problem is null)
        {
            Check(answer.WrittenMemory, reviewed.Decision);
        }
        else if (answer.WrittenSpan.Length > 0)
        {
            throw new WrongAnswerException("a body that is refused was answered");
        }
    }

    /// <summary>Each line of the input is an annotation of ours, name=value; the pod around them is sound.</summary>
    public static void Annotations(byte[] input)
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
            foreach (var line in Encoding.UTF8.GetString(input).Split('\n'))
            {
                var (name, value) = line.Split('=', 2) is [var left, var right] ? (left, right) : (line, "");
                json.WriteString(PodView.AnnotationPrefix + name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("spec");
            json.WriteRawValue("""{"containers":[{"name":"app","ports":[{"containerPort":80}]}],"volumes":[{"name":"v"}]}""");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        Review(body.WrittenSpan.ToArray());
    }

    private static void Check(ReadOnlyMemory<byte> answer, Decision decision)
    {
        using var document = JsonDocument.Parse(answer);
        var response = document.RootElement.GetProperty("response");
        if (response.GetProperty("allowed").GetBoolean() != decision.IsAllowed)
        {
            throw new WrongAnswerException("the answer is not the decision");
        }

        if (!response.TryGetProperty("patch", out var encoded))
        {
            return;
        }

        using var patch = JsonDocument.Parse(encoded.GetBytesFromBase64());
        foreach (var operation in patch.RootElement.EnumerateArray())
        {
            var path = operation.GetProperty("path").GetString()!;
            if (operation.GetProperty("op").GetString() != "add" || !(path.StartsWith("/spec", StringComparison.Ordinal) || path.StartsWith("/metadata", StringComparison.Ordinal)))
            {
                throw new WrongAnswerException($"the patch does more than add: {operation}");
            }
        }
    }

    private static Reviewer Make()
    {
        var settings = SettingsLoader.Load(CommandLine.Parse(["--mesh-name=m", "--enable-xray-tracing", "--enable-sds", "--ecr-secret"]).Settings, new Dictionary<string, string>()).Settings;
        return new Reviewer(new Injector(settings, ClusterFacts.From(settings)));
    }
}
