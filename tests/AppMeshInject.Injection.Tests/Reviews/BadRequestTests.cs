using System.Text;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>Tests that malformed bodies are rejected and do not affect later requests.</summary>
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
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":1}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","kind":"Pod"}}""")]
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","dryRun":"true"}}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}} x""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}{}""")]
    [InlineData("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u"}}]""")]
    public void A_body_that_is_not_an_AdmissionReview_is_a_bad_request(string body) => AssertBadRequest(body);

    [Theory]
    [InlineData("null", "request.object is missing")]
    [InlineData("[]", "the pod is not an object")]
    [InlineData("""{"metadata":[]}""", "metadata is not an object")]
    public void A_CREATE_of_a_pod_without_a_pod_is_a_bad_request(string pod, string problem) =>
        Assert.Equal(problem, AssertBadRequest(AdmissionReviews.Create(pod)));

    [Fact]
    public void The_result_describes_the_problem()
    {
        Assert.Equal("the body is null", AssertBadRequest("null"));
        Assert.Equal(
            "request.uid is missing",
            AssertBadRequest("""{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}"""));
        Assert.Equal(
            "expected kind AdmissionReview and apiVersion admission.k8s.io/v1 or admission.k8s.io/v1beta1",
            AssertBadRequest("{}"));
        Assert.StartsWith("not valid JSON: ", AssertBadRequest("{"), StringComparison.Ordinal);
        Assert.Equal(
            "a string is not valid Unicode",
            AssertBadRequest(
                AdmissionReviews.Create("""{"metadata":{"annotations":{"appmesh.k8s.aws/mesh":"\ud800"}}}""")));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    [InlineData("""{"metadata":{"name":"\udc00\ud800"}}""")]
    [InlineData("""{"metadata":{"annotations":{"appmesh.k8s.aws/\udfff":"x"}}}""")]
    [InlineData("""{"spec":{"containers":[{"name":"\ud800"}]}}""")]
    public void A_lone_surrogate_is_a_bad_request(string pod) => AssertBadRequest(AdmissionReviews.Create(pod));

    [Fact]
    public void Text_that_is_not_UTF_8_is_a_bad_request()
    {
        foreach (var field in new[]
        {
            "\"name\":\"#\"",
            "\"annotations\":{\"appmesh.k8s.aws/mesh\":\"#\"}",
            "\"annotations\":{\"appmesh.k8s.aws/#\":\"\"}",
        })
        {
            var body = Encoding.UTF8.GetBytes(AdmissionReviews.Create($$$"""{"metadata":{{{{field}}}}}"""));
            body[Array.IndexOf(body, (byte)'#')] = 0xff;
            AssertBadRequest(body);
        }
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(10_000, false)]
    public void JSON_depth_is_limited(int depth, bool isValid)
    {
        var body = AdmissionReviews.Create($$$"""{"x":{{{new string('[', depth)}}}{{{new string(']', depth)}}}}""");
        Assert.Equal(isValid, AdmissionReviews.CreateProcessor().Process(body).Result.Problem is null);
    }

    [Fact]
    public void A_truncated_review_is_a_bad_request_at_every_length()
    {
        var body = Encoding.UTF8.GetBytes(
            AdmissionReviews.Create(Given.PodJson(Given.Annotations("mesh", "\u00e9\ud83d\ude00"))));
        var processor = AdmissionReviews.CreateProcessor();
        var expected = processor.Process(body).Response;
        for (var length = 0; length < body.Length; length++)
        {
            AssertBadRequest(body[..length], processor);
        }

        Assert.Equal(expected, processor.Process(body).Response);
    }

    [Fact]
    public void A_review_with_a_changed_byte_gets_a_response_or_is_a_bad_request()
    {
        var body = Encoding.UTF8.GetBytes(
            AdmissionReviews.Create(Given.PodJson(Given.Annotations("ports", "80", "cpuRequest", "1e1"))));
        var processor = AdmissionReviews.CreateProcessor();
        var expected = processor.Process(body).Response;
        foreach (var change in new byte[] { 0, (byte)'"', (byte)'\\', (byte)'{', (byte)']', (byte)'9', 0xff })
        {
            for (var position = 0; position < body.Length; position++)
            {
                var changed = (byte[])body.Clone();
                changed[position] = change;
                var (result, response) = processor.Process(changed);
                Assert.Equal(result.Problem is null, response.Length > 0);
            }
        }

        Assert.Equal(expected, processor.Process(body).Response);
    }

    private static string AssertBadRequest(string body) => AssertBadRequest(Encoding.UTF8.GetBytes(body));

    private static string AssertBadRequest(byte[] body) => AssertBadRequest(body, AdmissionReviews.CreateProcessor());

    private static string AssertBadRequest(byte[] body, AdmissionProcessor processor)
    {
        var (result, response) = processor.Process(body);
        Assert.Equal(Reason.BadRequest, result.Decision.Reason);
        Assert.Null(result.Request);
        Assert.Empty(response);
        Assert.NotNull(result.Problem);
        return result.Problem;
    }
}
