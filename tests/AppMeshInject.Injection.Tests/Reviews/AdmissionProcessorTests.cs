using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Reviews;

public sealed class AdmissionProcessorTests
{
    private static readonly string Pod = Given.PodJson();

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public void The_response_has_the_API_version_of_the_request(string version)
    {
        var (result, body) = AdmissionReviews.CreateProcessor().Process(AdmissionReviews.Create(Pod, version: version));
        Assert.Null(result.Problem);
        var review = JsonNode.Parse(body)!;
        Assert.Equal("admission.k8s.io/" + version, review["apiVersion"]!.GetValue<string>());
        Assert.Equal("AdmissionReview", review["kind"]!.GetValue<string>());
        Assert.Equal(["apiVersion", "kind", "response"], review.AsObject().Select(field => field.Key));
        var response = AdmissionReviews.GetResponse(body);
        Assert.Equal(["uid", "allowed", "patchType", "patch", "auditAnnotations"], response.Select(field => field.Key));
        Assert.Equal("u-1", response["uid"]!.GetValue<string>());
        Assert.True(response["allowed"]!.GetValue<bool>());
        Assert.Equal("JSONPatch", response["patchType"]!.GetValue<string>());
        Assert.Equal(
            """{"reason":"Injected","detail":"inject-default=true","workload":"Pod/web","virtual-node":"shop-web"}""",
            response["auditAnnotations"]!.ToJsonString());
    }

    [Fact]
    public void A_rejection_has_a_code_and_a_message_but_no_reason()
    {
        var (_, body) = AdmissionReviews.CreateProcessor().Process(
            AdmissionReviews.Create(Given.PodJson(Given.Annotations("ports", "\"},{", "prots", "x"))));
        var response = AdmissionReviews.GetResponse(body);
        Assert.False(response["allowed"]!.GetValue<bool>());
        Assert.Equal(["code", "message"], response["status"]!.AsObject().Select(field => field.Key));
        Assert.Equal(422, response["status"]!["code"]!.GetValue<int>());
        Assert.Equal(
            "appmesh.k8s.aws/ports: \"\"},{\" contains \"\"}\", \"{\", each of which is not a port (1 to 65535)",
            response["status"]!["message"]!.GetValue<string>());
        Assert.Null(response["patch"]);
        Assert.Null(response["patchType"]);
        Assert.Single(response["warnings"]!.AsArray());
        Assert.Equal(
            """{"reason":"InvalidAnnotation","detail":"appmesh.k8s.aws/ports","workload":"Pod/web"}""",
            response["auditAnnotations"]!.ToJsonString());
    }

    [Theory]
    [InlineData(253, 253)]
    [InlineData(254, 253)]
    [InlineData(100_000, 253)]
    public void The_audit_annotation_workload_is_truncated_to_253_characters_per_name(int length, int expected)
    {
        var name = new string('n', length);
        Assert.Equal(
            $"Pod/{name[..expected]}",
            GetAuditAnnotations($$$"""{"metadata":{"name":"{{{name}}}"}}""")["workload"]!.GetValue<string>());
        Assert.Equal(
            $"{name[..expected]}/{name[..expected]}",
            GetAuditAnnotations(CreateOwnedPod(name, name))["workload"]!.GetValue<string>());
    }

    [Fact]
    public void Audit_annotations_are_sanitized()
    {
        Assert.Equal(
            "K?/a?b?", GetAuditAnnotations(CreateOwnedPod("K\\u200b", "a\\u202eb\\n"))["workload"]!.GetValue<string>());
        Assert.Equal(
            "a?b",
            GetAuditAnnotations(
                Given.PodJson(Given.Annotations("virtualNode", "a\u202eb")))["virtual-node"]!.GetValue<string>());
    }

    public static TheoryData<string> OtherRequests =>
    [
        AdmissionReviews.Create(Pod, operation: "UPDATE"),
        AdmissionReviews.Create(Pod, operation: "create"),
        AdmissionReviews.Create("null", operation: "DELETE"),
        AdmissionReviews.Create(Pod, fields: "\"subResource\":\"ephemeralcontainers\","),
        AdmissionReviews.Create(Pod, kind: """{"group":"","version":"v1","kind":"Service"}"""),
        AdmissionReviews.Create(Pod, kind: """{"group":"apps","version":"v1","kind":"Pod"}"""),
        AdmissionReviews.Create(Pod, kind: """{"group":"","version":"v2","kind":"Pod"}"""),
        AdmissionReviews.Create(Pod, kind: "null"),
        AdmissionReviews.Create("\"not even a pod\"", operation: "UPDATE"),
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1"}}""",
        """
        {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1","operation":null,
         "kind":{"group":null,"version":null,"kind":null,"x":1},"namespace":null,"subResource":null}}
        """,
    ];

    [Theory]
    [MemberData(nameof(OtherRequests))]
    public void A_request_that_does_not_create_a_pod_is_admitted(string body)
    {
        var (result, review) = AdmissionReviews.CreateProcessor().Process(body);
        Assert.Equal(Reason.NotAPodCreation, result.Decision.Reason);
        var response = AdmissionReviews.GetResponse(review);
        Assert.Equal(
            ["reason", "detail"],
            response["auditAnnotations"]!.AsObject().Select(annotation => annotation.Key));
        response.Remove("auditAnnotations");
        Assert.Equal("""{"uid":"u-1","allowed":true}""", response.ToJsonString());
    }

    [Fact]
    public void Fields_can_have_any_order()
    {
        var expected = AdmissionReviews.CreateProcessor().Process(AdmissionReviews.Create(Pod)).Response;
        var reordered = $$$"""
            {"request":{"object":{{{Pod}}},"x":[{"uid":"no"}],"oldObject":null,"dryRun":null,"operation":"CREATE",
              "namespace":"shop","subResource":"","kind":{"kind":"Pod","version":"v1","group":""},"uid":"u-1"},
             "kind":"AdmissionReview","x":{"request":1},"apiVersion":"admission.k8s.io/v1"}
            """;
        Assert.Equal(expected, AdmissionReviews.CreateProcessor().Process(reordered).Response);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void DryRun_is_read(string dryRun, bool expected) =>
        Assert.Equal(
            expected,
            AdmissionReviews.CreateProcessor().Process(
                AdmissionReviews.Create(Pod, fields: $"\"dryRun\":{dryRun},")).Result.Request!.DryRun);

    private static JsonNode GetAuditAnnotations(string pod) =>
        AdmissionReviews.GetResponse(
            AdmissionReviews.CreateProcessor().Process(AdmissionReviews.Create(pod)).Response)["auditAnnotations"]!;

    private static string CreateOwnedPod(string kind, string name) =>
        $$$"""{"metadata":{"ownerReferences":[{"kind":"{{{kind}}}","name":"{{{name}}}","controller":true}]}}""";
}
