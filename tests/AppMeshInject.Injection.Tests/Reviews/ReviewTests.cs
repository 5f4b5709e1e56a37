using System.Text;
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
            """{"reason":"Injected","workload":"Pod/web","virtual-node":"shop-web"}""",
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
        Assert.Equal("appmesh.k8s.aws/ports: \"\"},{\": \"\"}\" is not a port (1 to 65535)", response["status"]!["message"]!.GetValue<string>());
        Assert.Null(response["patch"]);
        Assert.Null(response["patchType"]);
        Assert.Single(response["warnings"]!.AsArray());
        Assert.Equal("""{"reason":"InvalidAnnotation","workload":"Pod/web"}""", response["auditAnnotations"]!.ToJsonString());
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
        Assert.Equal("""{"uid":"u-1","allowed":true,"auditAnnotations":{"reason":"NotAPodCreation"}}""", Answering.Response(answer).ToJsonString());
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

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"AdmissionReview\"")]
    [InlineData("{}")]
    [InlineData("\u0000")]
    [InlineData("apiVersion: v1")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":null}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":[]}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":""}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":null}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":1}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v2","request":{"uid":"u"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"v1","request":{"uid":"u"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":null,"request":{"uid":"u"}}""")]
    [InlineData("""{"kind":"Pod","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":1}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","kind":"Pod"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","dryRun":"true"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}} x""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}{}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}]""")]
    public void A_body_that_is_no_review_is_a_bad_request(string body) => AssertBadRequest(body);

    [Theory]
    [InlineData("null", "request.object is missing")]
    [InlineData("[]", "the pod is not an object")]
    [InlineData("""{"metadata":[]}""", "metadata is not an object")]
    public void A_review_without_pod_is_a_bad_request(string pod, string problem) => Assert.Equal(problem, AssertBadRequest(Answering.Review(pod)));

    [Fact]
    public void The_problem_is_told()
    {
        Assert.Equal("the body is null", AssertBadRequest("null"));
        Assert.Equal("request.uid is missing", AssertBadRequest("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}"""));
        Assert.Equal(
            "kind and apiVersion are not those of an AdmissionReview of admission.k8s.io/v1 or v1beta1", AssertBadRequest("{}"));
        Assert.StartsWith("it is not JSON that can be read: ", AssertBadRequest("{"), StringComparison.Ordinal);
        Assert.Equal(
            "it has a string that is not Unicode",
            AssertBadRequest(Answering.Review("""{"metadata":{"annotations":{"appmesh.k8s.aws/mesh":"\ud800"}}}""")));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    [InlineData("""{"metadata":{"name":"\udc00\ud800"}}""")]
    [InlineData("""{"metadata":{"annotations":{"appmesh.k8s.aws/\udfff":"x"}}}""")]
    [InlineData("""{"spec":{"containers":[{"name":"\ud800"}]}}""")]
    public void A_lone_surrogate_is_a_bad_request(string pod) => AssertBadRequest(Answering.Review(pod));

    [Fact]
    public void Text_that_is_not_UTF_8_is_a_bad_request()
    {
        foreach (var field in new[] { "\"name\":\"#\"", "\"annotations\":{\"appmesh.k8s.aws/mesh\":\"#\"}", "\"annotations\":{\"appmesh.k8s.aws/#\":\"\"}" })
        {
            var body = Encoding.UTF8.GetBytes(Answering.Review($$$"""{"metadata":{{{{field}}}}}"""));
            body[Array.IndexOf(body, (byte)'#')] = 0xff;
            AssertBadRequest(body);
        }
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(10_000, false)]
    public void Depth_is_bounded(int depth, bool isRead)
    {
        var body = Answering.Review($$$"""{"x":{{{new string('[', depth)}}}{{{new string(']', depth)}}}}""");
        Assert.Equal(isRead, Answering.Reviewer().Answer(body).Reviewed.Problem is null);
    }

    [Fact]
    public void A_review_that_is_cut_short_is_a_bad_request_wherever_it_is_cut()
    {
        var body = Encoding.UTF8.GetBytes(Answering.Review(Given.PodJson(Given.Annotations("mesh", "\u00e9\ud83d\ude00"))));
        var reviewer = Answering.Reviewer();
        var expected = reviewer.Answer(body).Answer;
        for (var length = 0; length < body.Length; length++)
        {
            AssertBadRequest(body[..length], reviewer);
        }

        Assert.Equal(expected, reviewer.Answer(body).Answer);
    }

    [Fact]
    public void A_review_with_any_byte_changed_never_fails_otherwise()
    {
        var body = Encoding.UTF8.GetBytes(Answering.Review(Given.PodJson(Given.Annotations("ports", "80", "cpuRequest", "1e1"))));
        var reviewer = Answering.Reviewer();
        var expected = reviewer.Answer(body).Answer;
        foreach (var change in new byte[] { 0, (byte)'"', (byte)'\\', (byte)'{', (byte)']', (byte)'9', 0xff })
        {
            for (var place = 0; place < body.Length; place++)
            {
                var changed = (byte[])body.Clone();
                changed[place] = change;
                var (reviewed, answer) = reviewer.Answer(changed);
                Assert.Equal(reviewed.Problem is null, answer.Length > 0);
            }
        }

        Assert.Equal(expected, reviewer.Answer(body).Answer);
    }

    private static string AssertBadRequest(string body) => AssertBadRequest(Encoding.UTF8.GetBytes(body));

    private static string AssertBadRequest(byte[] body) => AssertBadRequest(body, Answering.Reviewer());

    private static string AssertBadRequest(byte[] body, Injection.Reviews.Reviewer reviewer)
    {
        var (reviewed, answer) = reviewer.Answer(body);
        Assert.Equal(Reason.BadRequest, reviewed.Decision.Reason);
        Assert.Null(reviewed.Request);
        Assert.Empty(answer);
        Assert.NotNull(reviewed.Problem);
        return reviewed.Problem;
    }
}
