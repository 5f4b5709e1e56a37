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
    private static readonly Reviewer Default =
        ReviewerOf(SettingsLoader.Load(CommandLine.Parse(["--mesh-name=m", "--enable-xray-tracing", "--enable-sds", "--ecr-secret"]).Settings, new Dictionary<string, string>()).Settings);

    /// <summary>The input is the body.</summary>
    public static bool Review(byte[] body) => Review(body, Default);

    /// <summary>Each line of the input is an annotation of ours, name=value; the pod around them is sound.</summary>
    public static bool Annotations(byte[] input) => Review(BodyOf(Encoding.UTF8.GetString(input).Split('\n')), Default);

    /// <summary>A sound pod under settings that have no fault.</summary>
    public static bool Settings(InjectorSettings settings) => Review(BodyOf(["ports=80"]), ReviewerOf(settings));

    private static bool Review(byte[] body, Reviewer reviewer)
    {
        using var answer = new PooledBuffer();
        var reviewed = reviewer.Review(body, answer);
        using var again = new PooledBuffer();
        reviewer.Review(body, again);
        WrongAnswerException.Unless(answer.WrittenSpan.SequenceEqual(again.WrittenSpan), "the same body is answered otherwise the second time");
        if (reviewed.Problem is not null)
        {
            WrongAnswerException.Unless(answer.WrittenSpan.IsEmpty, "a body that is refused was answered");
            return false;
        }

        var patch = AnswerChecks.PatchOf(answer.WrittenSpan, reviewed);
        if (patch is not null && PatchChecks.Apply(patch, body) is { } patched)
        {
            using var injected = new PooledBuffer();
            WrongAnswerException.Unless(reviewer.Review(patched, injected) is { Problem: null, Decision.Plan: null }, "what was injected is injected again");
        }

        return reviewed.Decision.IsAllowed;
    }

    private static byte[] BodyOf(IEnumerable<string> annotations)
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
            json.WriteRawValue("""{"containers":[{"name":"app","ports":[{"containerPort":80}]}],"volumes":[{"name":"v"}]}""");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static Reviewer ReviewerOf(InjectorSettings settings) => new(new Injector(settings, ClusterFacts.From(settings)));
}
