using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>Creates AdmissionReviews and reads the responses.</summary>
internal static class AdmissionReviews
{
    public const string Kind = """{"group":"","version":"v1","kind":"Pod"}""";

    public static string Create(
        string pod, string kind = Kind, string operation = "CREATE", string version = "v1", string fields = "")
    {
        var request = $$$"""
            {"uid":"u-1","kind":{{{kind}}},"namespace":"shop","operation":"{{{operation}}}",
             {{{fields}}}"object":{{{pod}}}}
            """;
        return $$"""{"apiVersion":"admission.k8s.io/{{version}}","kind":"AdmissionReview","request":{{request}}}""";
    }

    public static AdmissionProcessor CreateProcessor(params string[] flags)
    {
        var settings = Given.Settings(["--mesh-name=mesh", .. flags]);
        return new AdmissionProcessor(new Injector(settings, ClusterInfo.FromSettings(settings)));
    }

    public static (AdmissionResult Result, byte[] Response) Process(this AdmissionProcessor processor, byte[] body)
    {
        var output = new ArrayBufferWriter<byte>();
        var result = processor.Review(body, output);
        return (result, output.WrittenSpan.ToArray());
    }

    public static (AdmissionResult Result, byte[] Response) Process(this AdmissionProcessor processor, string body) =>
        processor.Process(Encoding.UTF8.GetBytes(body));

    /// <summary>Gets the field <c>response</c> of an AdmissionReview.</summary>
    public static JsonObject GetResponse(byte[] review) => JsonNode.Parse(review)!["response"]!.AsObject();

    /// <summary>Gets the decoded patch of an AdmissionReview; null if it has none.</summary>
    public static JsonArray? GetPatch(byte[] review) => GetResponse(review)["patch"] is { } patch
        ? JsonNode.Parse(Convert.FromBase64String(patch.GetValue<string>()))!.AsArray()
        : null;
}
