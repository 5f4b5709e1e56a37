using System.Net;
using System.Text.Json.Nodes;
using AppMeshInject.Admission;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>One program for all of them: a bad body must not change what the next request gets.</summary>
public sealed class BadBodyTests : IAsyncLifetime
{
    private RunningProgram _program = null!;

    public static TheoryData<string, string> MalformedBodies => new()
    {
        { "nothing", "" },
        { "half a review", ReviewContent.ExampleText[..(ReviewContent.ExampleText.Length / 2)] },
        { "another object", """{"apiVersion":"v1","kind":"Pod"}""" },
        { "another version", ReviewContent.ExampleText.Replace("admission.k8s.io/v1", "admission.k8s.io/v2", StringComparison.Ordinal) },
        { "a null", "null" },
        { "a list", "[]" },
        { "deep nesting", new string('[', 1_000_000) },
        { "deep nesting in the pod", ReviewContent.ExampleText.Replace("\"status\": {}", $"\"status\": {new string('[', 100)}{new string(']', 100)}", StringComparison.Ordinal) },
        { "two reviews", ReviewContent.ExampleText + ReviewContent.ExampleText },
        { "containers that are no list", ReviewContent.ExampleText.Replace("\"containers\": [", "\"containers\": 1, \"x\": [", StringComparison.Ordinal) },
        { "a lone surrogate", ReviewContent.ExampleText.Replace("\"name\": \"nginx\"", "\"name\": \"\\ud800\"", StringComparison.Ordinal) },
    };

    public async ValueTask InitializeAsync() => _program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task A_malformed_body_is_a_400_that_says_why(string what, string body)
    {
        using var content = ReviewContent.Create(body);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
        await AssertProblemAsync(response, "request body: ");
        await AssertNextIsAnsweredAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/yaml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_content_type_is_a_415(string? contentType)
    {
        using var content = ReviewContent.Create(ReviewContent.ExampleText, contentType);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await AssertProblemAsync(response, "content type: not application/json; ");
        await AssertNextIsAnsweredAsync();
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task The_content_type_may_name_the_charset_of_json(string contentType)
    {
        using var content = ReviewContent.Create(ReviewContent.ExampleText, contentType);
        using var response = await _program.Webhook.PostAsync("/mutate", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_4_MiB_is_read_and_one_byte_more_is_a_413(bool isChunked)
    {
        using (var longest = ReviewContent.Create(ReviewContent.ExampleText.PadRight(RequestBody.MaxLength)))
        using (var response = await SendAsync(longest, isChunked))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using (var tooLong = ReviewContent.Create(ReviewContent.ExampleText.PadRight(RequestBody.MaxLength + 1)))
        using (var response = await SendAsync(tooLong, isChunked))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            await AssertProblemAsync(response, "request body: longer than 4194304 bytes; ");
        }

        await AssertNextIsAnsweredAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent content, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mutate") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        return await _program.Webhook.SendAsync(request);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, string message)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("BadRequest", problem["reason"]!.GetValue<string>());
        Assert.StartsWith(message, problem["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task AssertNextIsAnsweredAsync()
    {
        using var content = ReviewContent.CreateExample();
        using var response = await _program.Webhook.PostAsync("/mutate", content);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("Injected", answer["response"]!["auditAnnotations"]!["reason"]!.GetValue<string>());
    }
}
