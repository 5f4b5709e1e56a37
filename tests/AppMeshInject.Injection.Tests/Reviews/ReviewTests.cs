using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Reviews;

public sealed class ReviewTests
{
    private static readonly string Pod = Given.PodJson();

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    public void A_review_is_answered_in_its_own_version(string version)
    {
        var (reviewed, answer) = Answering.Reviewer().Answer(Answering.Review(Pod, version: version));
        Assert.Null(reviewed.Problem);
        var review = JsonNode.Parse(answer)!;
        Assert.Equal("admission.k8s.io/" + version, review["apiVersion"]!.GetValue<string>());
        Assert.Equal("AdmissionReview", review["kind"]!.GetValue<string>());
        Assert.Equal(["apiVersion", "kind", "response"], review.AsObject().Select(field => field.Key));
        var response = Answering.Response(answer);
        Assert.Equal(["uid", "allowed", "patchType", "patch", "auditAnnotations"], response.Select(field => field.Key));
        Assert.Equal("u-1", response["uid"]!.GetValue<string>());
        Assert.True(response["allowed"]!.GetValue<bool>());
        Assert.Equal("JSONPatch", response["patchType"]!.GetValue<string>());
        Assert.Equal(
            """{"reason":"Injected","because":"inject-default=true","workload":"Pod/web","virtual-node":"shop-web"}""",
            response["auditAnnotations"]!.ToJsonString());
    }

    [Fact]
    public void A_refusal_has_a_code_and_a_message_and_no_reason()
    {
        var (_, answer) = Answering.Reviewer().Answer(Answering.Review(Given.PodJson(Given.Annotations("ports", "\"},{", "prots", "x"))));
        var response = Answering.Response(answer);
        Assert.False(response["allowed"]!.GetValue<bool>());
        Assert.Equal(["code", "message"], response["status"]!.AsObject().Select(field => field.Key));
        Assert.Equal(422, response["status"]!["code"]!.GetValue<int>());
        Assert.Equal("appmesh.k8s.aws/ports: \"\"},{\" holds \"\"}\", \"{\", each of which is not a port (1 to 65535)", response["status"]!["message"]!.GetValue<string>());
        Assert.Null(response["patch"]);
        Assert.Null(response["patchType"]);
        Assert.Single(response["warnings"]!.AsArray());
        Assert.Equal("""{"reason":"InvalidAnnotation","because":"appmesh.k8s.aws/ports","workload":"Pod/web"}""", response["auditAnnotations"]!.ToJsonString());
    }

    [Theory]
    [InlineData(253, 253)]
    [InlineData(254, 253)]
    [InlineData(100_000, 253)]
    public void What_the_audit_log_keeps_is_as_short_as_names_may_be(int length, int kept)
    {
        var name = new string('n', length);
        Assert.Equal($"Pod/{name[..kept]}", AuditOf($$$"""{"metadata":{"name":"{{{name}}}"}}""")["workload"]!.GetValue<string>());
        Assert.Equal($"{name[..kept]}/{name[..kept]}", AuditOf(OwnedBy(name, name))["workload"]!.GetValue<string>());
    }

    [Fact]
    public void What_the_audit_log_keeps_looks_like_nothing_else()
    {
        Assert.Equal("K?/a?b?", AuditOf(OwnedBy("K\\u200b", "a\\u202eb\\n"))["workload"]!.GetValue<string>());
        Assert.Equal("a?b", AuditOf(Given.PodJson(Given.Annotations("virtualNode", "a\u202eb")))["virtual-node"]!.GetValue<string>());
    }

    public static TheoryData<string> NoPodCreations =>
    [
        Answering.Review(Pod, operation: "UPDATE"),
        Answering.Review(Pod, operation: "create"),
        Answering.Review("null", operation: "DELETE"),
        Answering.Review(Pod, fields: "\"subResource\":\"ephemeralcontainers\","),
        Answering.Review(Pod, kind: """{"group":"","version":"v1","kind":"Service"}"""),
        Answering.Review(Pod, kind: """{"group":"apps","version":"v1","kind":"Pod"}"""),
        Answering.Review(Pod, kind: """{"group":"","version":"v2","kind":"Pod"}"""),
        Answering.Review(Pod, kind: "null"),
        Answering.Review("\"not even a pod\"", operation: "UPDATE"),
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1"}}""",
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1","operation":null,"kind":{"group":null,"version":null,"kind":null,"x":1},"namespace":null,"subResource":null}}""",
    ];

    [Theory]
    [MemberData(nameof(NoPodCreations))]
    public void What_creates_no_pod_is_allowed(string body)
    {
        var (reviewed, answer) = Answering.Reviewer().Answer(body);
        Assert.Equal(Reason.NotAPodCreation, reviewed.Decision.Reason);
        var response = Answering.Response(answer);
        Assert.Equal(["reason", "because"], response["auditAnnotations"]!.AsObject().Select(annotation => annotation.Key));
        response.Remove("auditAnnotations");
        Assert.Equal("""{"uid":"u-1","allowed":true}""", response.ToJsonString());
    }

    [Fact]
    public void Fields_may_come_in_any_order()
    {
        var expected = Answering.Reviewer().Answer(Answering.Review(Pod)).Answer;
        var reordered = $$$"""
            {"request":{"object":{{{Pod}}},"x":[{"uid":"no"}],"oldObject":null,"dryRun":null,"operation":"CREATE","namespace":"shop",
             "subResource":"","kind":{"kind":"Pod","version":"v1","group":""},"uid":"u-1"},"kind":"AdmissionReview","x":{"request":1},"apiVersion":"admission.k8s.io/v1"}
            """;
        Assert.Equal(expected, Answering.Reviewer().Answer(reordered).Answer);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void A_dry_run_is_known(string dryRun, bool expected) =>
        Assert.Equal(expected, Answering.Reviewer().Answer(Answering.Review(Pod, fields: $"\"dryRun\":{dryRun},")).Reviewed.Request!.DryRun);

    private static JsonNode AuditOf(string pod) => Answering.Response(Answering.Reviewer().Answer(Answering.Review(pod)).Answer)["auditAnnotations"]!;

    private static string OwnedBy(string kind, string name) => $$$"""{"metadata":{"ownerReferences":[{"kind":"{{{kind}}}","name":"{{{name}}}","controller":true}]}}""";
}
