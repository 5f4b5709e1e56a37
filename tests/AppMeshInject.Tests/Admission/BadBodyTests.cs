using System.Net;
using System.Text.Json.Nodes;
using AppMeshInject.Admission;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>Tests invalid bodies with one process: an invalid body must not affect the next request.</summary>
public sealed class BadBodyTests : IAsyncLifetime
{
    private RunningProgram _program = null!;

    public static TheoryData<string, string> MalformedBodies => new()
    {
        { "no body", "" },
        { "half a review", ReviewContent.ExampleText[..(ReviewContent.ExampleText.Length / 2)] },
        { "another object", """{"apiVersion":"v1","kind":"Pod"}""" },
        { "another version", Replace("admission.k8s.io/v1", "admission.k8s.io/v2") },
        { "null", "null" },
        { "a list", "[]" },
        { "deep nesting", new string('[', 1_000_000) },
        {
            "deep nesting in the pod",
            Replace("\"status\": {}", $"\"status\": {new string('[', 100)}{new string(']', 100)}")
        },
        { "two reviews", ReviewContent.ExampleText + ReviewContent.ExampleText },
        { "containers that are not a list", Replace("\"containers\": [", "\"containers\": 1, \"x\": [") },
        { "a lone surrogate", Replace("\"name\": \"nginx\"", "\"name\": \"\\ud800\"") },
    };

    public async ValueTask InitializeAsync() => _program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task Malformed_body_returns_400_with_the_problem(string description, string body)
    {
        using var content = ReviewContent.Create(body);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, description);
        await AssertProblemAsync(response, "request body: ");
        await AssertNextRequestSucceedsAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/yaml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Other_content_type_returns_415(string? contentType)
    {
        using var content = ReviewContent.Create(ReviewContent.ExampleText, contentType);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await AssertProblemAsync(response, "content type: not application/json; ");
        await AssertNextRequestSucceedsAsync();
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task Content_type_can_specify_UTF_8(string contentType)
    {
        using var content = ReviewContent.Create(ReviewContent.ExampleText, contentType);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_of_4_MiB_is_accepted_and_one_more_byte_returns_413(bool isChunked)
    {
        using (var maximum = ReviewContent.Create(ReviewContent.ExampleText.PadRight(RequestBody.MaxLength)))
        using (var response = await SendAsync(maximum, isChunked))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using (var tooLong = ReviewContent.Create(ReviewContent.ExampleText.PadRight(RequestBody.MaxLength + 1)))
        using (var response = await SendAsync(tooLong, isChunked))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            await AssertProblemAsync(response, "request body: longer than 4194304 bytes; ");
        }

        await AssertNextRequestSucceedsAsync();
    }

    private static string Replace(string text, string replacement) =>
        ReviewContent.ExampleText.Replace(text, replacement, StringComparison.Ordinal);

    private async Task<HttpResponseMessage> SendAsync(HttpContent content, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mutate") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        return await _program.Webhook.SendAsync(request);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, string problemPrefix)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("BadRequest", problem["reason"]!.GetValue<string>());
        Assert.StartsWith(problemPrefix, problem["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task AssertNextRequestSucceedsAsync()
    {
        using var content = ReviewContent.CreateExample();
        using var response = await _program.Webhook.PostAsync("/mutate", content);
        var review = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("Injected", review["response"]!["auditAnnotations"]!["reason"]!.GetValue<string>());
    }
}
