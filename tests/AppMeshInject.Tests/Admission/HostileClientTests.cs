using System.Net;
using System.Security.Cryptography;
using AppMeshInject.Admission;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>Sends slow, large and malformed requests to the native binary, which must serve others.</summary>
public sealed class HostileClientTests
{
    // Half of the memory limit of the Deployment.
    private const double MaxMebibytes = 128;

    [Fact]
    public async Task Slow_clients_do_not_block_others_and_get_a_response_when_complete()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--max-admissions=2", "--request-timeout=29"]);
        var slow = Enumerable.Range(0, 2).Select(_ => new GatedContent(ReviewContent.ExampleText)).ToList();
        var requests = slow.Select(content => program.Webhook.PostAsync("/mutate", content)).ToList();
        await Task.WhenAll(slow.Select(content => content.HalfSent));

        await RunningProgram.WaitUntilAsync(
            async () => await ReviewAsync(program.Webhook) == HttpStatusCode.OK, () => "slow clients block others");

        slow.ForEach(content => content.Open());
        var responses = await Task.WhenAll(requests);
        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        slow.ForEach(content => content.Dispose());
    }

    [Fact]
    public async Task Slow_clients_never_occupy_more_than_half_of_the_slots()
    {
        await using var program = await StartPlainAsync("--max-admissions=4", "--request-timeout=29");
        using var slow = await RawConnections.OpenAsync(program, 8);
        await slow.ForEachAsync(connection => connection.BeginReviewAsync(1000, 1));
        await program.WaitForMetricAsync("appmesh_inject_admissions_in_progress", 2);

        using var client = CreatePlainClient(program);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await ReviewAsync(client));
        }
    }

    [Fact]
    public async Task Stalled_large_bodies_do_not_block_typical_pods()
    {
        await using var program = await StartPlainAsync("--request-timeout=29");
        using var stalled = await RawConnections.OpenAsync(program, 8);
        await stalled.ForEachAsync(
            connection => connection.BeginReviewAsync(RequestBody.MaxLength, RequestBody.MaxLength - 16));

        using var client = CreatePlainClient(program);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await ReviewAsync(client));
        }
    }

    [Fact]
    public async Task Client_that_closes_the_connection_is_counted_and_logs_no_stack_trace()
    {
        await using var program = await StartPlainAsync();
        for (var i = 0; i < 3; i++)
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: false);
            await connection.BeginReviewAsync(1000, 1);
            await program.WaitForMetricAsync("appmesh_inject_admissions_in_progress", 1);
            connection.Reset();
            await program.WaitForMetricAsync(
                "appmesh_inject_admissions_total{reason=\"BadRequest\",operation=\"other\"}", i + 1);
        }

        Assert.DoesNotContain("   at ", program.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_concurrent_reviews_of_maximum_size_fit_the_memory_limit()
    {
        // The default heap limit of .NET: three quarters of the 256 MiB that the Deployment allows.
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--enable-tls=false"], ("DOTNET_GCHeapHardLimit", "C000000"));
        using var client = CreatePlainClient(program);
        var containers = string.Join(
            ',', Enumerable.Range(0, 60_000).Select(i => $$"""{"name":"c{{i}}","image":"nginx","ports":[]}"""));
        var review = ReviewContent.ExampleText.Replace(
            "\"containers\": [", $"\"containers\": [{containers},", StringComparison.Ordinal);
        Assert.InRange(review.Length, RequestBody.MaxLength / 2, RequestBody.MaxLength);

        for (var round = 0; round < 5; round++)
        {
            var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                using var body = ReviewContent.Create(review);
                using var response = await client.PostAsync("/mutate", body);
                return response.StatusCode;
            }));
            Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        }
    }

    [Fact]
    public async Task Memory_for_incomplete_bodies_is_limited()
    {
        const int clients = 24;
        const int sent = RequestBody.MaxLength / 2;
        await using var program = await StartPlainAsync("--request-timeout=4");
        using (var connections = await RawConnections.OpenAsync(program, clients))
        {
            await connections.ForEachAsync(connection => connection.BeginReviewAsync(RequestBody.MaxLength, sent));

            // No client sends the other half. Those without memory get 503, the others 408 after the timeout.
            var responses = await connections.ReadResponsesAsync();
            Assert.All(responses, response => Assert.Matches("^HTTP/1.1 (503|408)", response));
            Assert.Contains(
                responses, response => response.StartsWith("HTTP/1.1 503", StringComparison.Ordinal));
            Assert.InRange(program.PeakMebibytes, 0, MaxMebibytes);
        }

        using var client = CreatePlainClient(program);
        await RunningProgram.WaitUntilAsync(
            async () => await ReviewAsync(client) == HttpStatusCode.OK, () => "the memory was not released");
    }

    [Fact]
    public async Task Oversized_headers_return_431_and_endless_chunks_413()
    {
        await using var program = await StartPlainAsync();
        using var headers = await RawConnection.OpenAsync(program.Port, useTls: false);
        await Record.ExceptionAsync(() => headers.SendAsync(
            $"POST /mutate HTTP/1.1\r\nHost: x\r\nX-Large: {new string('x', 1_000_000)}\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 431", await headers.ReadResponseAsync(), StringComparison.Ordinal);

        using var body = await RawConnection.OpenAsync(program.Port, useTls: false);
        await body.SendAsync(
            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n");
        var response = body.ReadResponseAsync();
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        while (!response.IsCompleted && await Record.ExceptionAsync(() => body.SendAsync(chunk)) is null)
        {
        }

        Assert.StartsWith("HTTP/1.1 413", await response, StringComparison.Ordinal);
        Assert.InRange(program.PeakMebibytes, 0, MaxMebibytes);
    }

    [Fact]
    public async Task Data_that_is_not_TLS_does_not_affect_others()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        for (var i = 0; i < 100; i++)
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: false);
            var random = RandomNumberGenerator.GetBytes(600);

            // Every second connection starts with the header of a TLS handshake record.
            await connection.SendAsync(i % 2 == 0 ? random : [22, 3, 1, 255, 255, .. random]);
        }

        Assert.Equal(HttpStatusCode.OK, await ReviewAsync(program.Webhook));
    }

    private static Task<RunningProgram> StartPlainAsync(params string[] flags) =>
        RunningProgram.StartReadyAsync(["--mesh-name=m", "--enable-tls=false", .. flags]);

    private static HttpClient CreatePlainClient(RunningProgram program) =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };

    private static async Task<HttpStatusCode> ReviewAsync(HttpClient client)
    {
        using var review = ReviewContent.CreateExample();
        using var response = await client.PostAsync("/mutate", review);
        return response.StatusCode;
    }
}
