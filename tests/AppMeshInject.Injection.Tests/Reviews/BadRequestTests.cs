using System.Text;
using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>Whatever is sent is answered, or refused as no review; and then the next review is answered as ever.</summary>
public sealed class BadRequestTests
{
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

    private static string AssertBadRequest(byte[] body, Injection.Reviews.AdmissionProcessor reviewer)
    {
        var (reviewed, answer) = reviewer.Answer(body);
        Assert.Equal(Reason.BadRequest, reviewed.Decision.Reason);
        Assert.Null(reviewed.Request);
        Assert.Empty(answer);
        Assert.NotNull(reviewed.Problem);
        return reviewed.Problem;
    }
}
