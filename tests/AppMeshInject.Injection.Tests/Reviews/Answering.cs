using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>Puts pods into reviews and asks for the answer.</summary>
internal static class Answering
{
    public const string Kind = """{"group":"","version":"v1","kind":"Pod"}""";

    public static string Review(string pod, string kind = Kind, string operation = "CREATE", string version = "v1", string fields = "") =>
        $$$"""{"apiVersion":"admission.k8s.io/{{{version}}}","kind":"AdmissionReview","request":{"uid":"u-1","kind":{{{kind}}},"namespace":"shop","operation":"{{{operation}}}",{{{fields}}}"object":{{{pod}}}}}""";

    public static AdmissionProcessor Reviewer(params string[] flags)
    {
        var settings = Given.Settings(["--mesh-name=mesh", .. flags]);
        return new AdmissionProcessor(new Injector(settings, ClusterInfo.From(settings)));
    }

    public static (AdmissionResult Reviewed, byte[] Answer) Answer(this AdmissionProcessor reviewer, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        var reviewed = reviewer.Review(body, output);
        return (reviewed, output.WrittenSpan.ToArray());
    }

    public static (AdmissionResult Reviewed, byte[] Answer) Answer(this AdmissionProcessor reviewer, string body) => reviewer.Answer(Encoding.UTF8.GetBytes(body));

    public static JsonObject Response(byte[] answer) => JsonNode.Parse(answer)!["response"]!.AsObject();

    public static JsonArray? Patch(byte[] answer) =>
        Response(answer)["patch"] is { } patch ? JsonNode.Parse(Convert.FromBase64String(patch.GetValue<string>()))!.AsArray() : null;
}
