using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AppMeshInject.Admission;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Hosting;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Admission;

/// <summary>What a client that means harm can do to the native program, and that others are served all the same.</summary>
public sealed class HostileClientTests
{
    // Half of the limit that the Deployment sets.
    private const double MostMebibytes = 128;

    [Fact]
    public async Task Of_too_many_connections_the_one_that_was_idle_the_longest_is_closed_and_nobody_new_turned_away()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-connections=3"]);
        using var first = await RawConnection.OpenAsync(program.Port, useTls: true);
        using var second = await RawConnection.OpenAsync(program.Port, useTls: true);
        using var third = await RawConnection.OpenAsync(program.Port, useTls: true);
        await AssertServedAsync(first);

        // The second is now the one of the longest idleness.
        using var fourth = await RawConnection.OpenAsync(program.Port, useTls: true);

        Assert.Equal("", await second.ReadResponseAsync());
        await AssertServedAsync(first);
        await AssertServedAsync(third);
        await AssertServedAsync(fourth);
        await RunningProgram.WaitUntilAsync(
            () => Task.FromResult(program.Log.Contains("more than 3 connections (max-connections)", StringComparison.Ordinal)), () => program.Log);
    }

    [Fact]
    public async Task Slow_senders_do_not_keep_others_out_and_are_answered_when_they_are_through()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-admissions=2", "--request-timeout=29"]);
        var slow = Enumerable.Range(0, 2).Select(_ => new GatedContent(ReviewContent.ExampleText)).ToList();
        var answering = slow.Select(content => program.Webhook.PostAsync("/mutate", content)).ToList();
        await Task.WhenAll(slow.Select(content => content.HalfSent));

        await RunningProgram.WaitUntilAsync(async () => await StatusAsync(program) == HttpStatusCode.OK, () => "they kept everybody out");

        slow.ForEach(content => content.Open());
        Assert.All(await Task.WhenAll(answering), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        slow.ForEach(content => content.Dispose());
    }

    [Fact]
    public async Task However_many_slow_senders_come_at_once_half_of_the_places_are_left_to_others()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-admissions=4", "--request-timeout=29", "--enable-tls=false"]);
        var slow = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RawConnection.OpenAsync(program.Port, useTls: false)));
        foreach (var connection in slow)
        {
            await connection.BeginReviewAsync(1000, 1);
        }

        await UntilMetricAsync(program, "appmesh_inject_admissions_in_progress", 2);

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        }

        Array.ForEach(slow, connection => connection.Dispose());
    }

    [Fact]
    public async Task Large_bodies_that_stall_keep_no_usual_pod_out()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--request-timeout=29", "--enable-tls=false"]);
        var stalled = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RawConnection.OpenAsync(program.Port, useTls: false)));
        await Task.WhenAll(stalled.Select(connection => connection.BeginReviewAsync(RequestBody.MaxLength, RequestBody.MaxLength - 16)));

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        }

        Array.ForEach(stalled, connection => connection.Dispose());
    }

    [Fact]
    public async Task Slow_senders_give_way_to_new_connections()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-connections=3", "--request-timeout=29"]);
        var slow = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RawConnection.OpenAsync(program.Port, useTls: true)));
        await Task.WhenAll(slow.Select(connection => connection.BeginReviewAsync(1000, 1)));

        await RunningProgram.WaitUntilAsync(async () => await IsServedAsync(program), () => "they leave no place for others");

        Array.ForEach(slow, connection => connection.Dispose());
    }

    [Fact]
    public async Task Those_that_are_shed_and_stall_give_way_too()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-connections=2", "--max-admissions=1", "--request-timeout=29"]);
        using var inside = await RawConnection.OpenAsync(program.Port, useTls: true);
        await inside.BeginReviewAsync(1000, 1);
        await UntilMetricAsync(program, "appmesh_inject_admissions_in_progress", 1);
        using var shed = await RawConnection.OpenAsync(program.Port, useTls: true);
        await shed.BeginReviewAsync(1000, 1);
        await UntilMetricAsync(program, "appmesh_inject_admissions_total{reason=\"Overloaded\",operation=\"other\"}", 1);

        using var other = await RawConnection.OpenAsync(program.Port, useTls: true);

        await AssertServedAsync(other);
    }

    [Fact]
    public async Task A_client_that_breaks_off_is_counted_and_leaves_no_trace_of_the_stack()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--enable-tls=false"]);
        for (var i = 0; i < 3; i++)
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: false);
            await connection.BeginReviewAsync(1000, 1);
            await UntilMetricAsync(program, "appmesh_inject_admissions_in_progress", 1);
            connection.Reset();
            await UntilMetricAsync(program, "appmesh_inject_admissions_total{reason=\"BadRequest\",operation=\"other\"}", i + 1);
        }

        Assert.DoesNotContain("   at ", program.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_reviews_fit_into_the_memory_of_the_pod_several_at_once()
    {
        // What .NET takes of the 256 MiB that the Deployment allows: three quarters.
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--enable-tls=false"], ("DOTNET_GCHeapHardLimit", "C000000"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        var containers = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $$"""{"name":"c{{i}}","image":"nginx","ports":[]}"""));
        var review = ReviewContent.ExampleText.Replace("\"containers\": [", $"\"containers\": [{containers},", StringComparison.Ordinal);
        Assert.InRange(review.Length, RequestBody.MaxLength / 2, RequestBody.MaxLength);

        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                using var body = ReviewContent.Create(review);
                using var answer = await client.PostAsync("/mutate", body);
                return answer.StatusCode;
            }));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        }
    }

    [Fact]
    public async Task Bodies_that_never_end_get_so_much_memory_and_no_more()
    {
        const int senders = 24;
        const int sent = RequestBody.MaxLength / 2;
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--request-timeout=4", "--enable-tls=false"]);
        var connections = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => RawConnection.OpenAsync(program.Port, useTls: false)));
        try
        {
            await Task.WhenAll(connections.Select(connection => connection.BeginReviewAsync(RequestBody.MaxLength, sent)));

            // Nobody sends the other half, so all are given up: those that were shed, and those that had their place.
            var answers = await Task.WhenAll(connections.Select(connection => connection.ReadResponseAsync()));
            Assert.All(answers, answer => Assert.Matches("^HTTP/1.1 (503|408)", answer));
            Assert.Contains(answers, answer => answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal));
            Assert.InRange(program.PeakMebibytes, 0, MostMebibytes);
        }
        finally
        {
            Array.ForEach(connections, connection => connection.Dispose());
        }

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{program.Port}") };
        await RunningProgram.WaitUntilAsync(async () => await StatusAsync(client) == HttpStatusCode.OK, () => "it keeps the memory of those that are gone");
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_a_431_and_a_body_of_endless_chunks_a_413()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--enable-tls=false"]);
        using var headers = await RawConnection.OpenAsync(program.Port, useTls: false);
        await Record.ExceptionAsync(() => headers.SendAsync($"POST /mutate HTTP/1.1\r\nHost: x\r\nX-Large: {new string('x', 1_000_000)}\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 431", await headers.ReadResponseAsync(), StringComparison.Ordinal);

        using var body = await RawConnection.OpenAsync(program.Port, useTls: false);
        await body.SendAsync("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var answer = body.ReadResponseAsync();
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        while (!answer.IsCompleted && await Record.ExceptionAsync(() => body.SendAsync(chunk)) is null)
        {
        }

        Assert.StartsWith("HTTP/1.1 413", await answer, StringComparison.Ordinal);
        Assert.InRange(program.PeakMebibytes, 0, MostMebibytes);
    }

    [Fact]
    public async Task What_is_no_TLS_harms_nobody_else()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m"]);
        for (var i = 0; i < 100; i++)
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: false);
            await connection.SendAsync(i % 2 == 0 ? RandomNumberGenerator.GetBytes(600) : [22, 3, 1, 255, 255, .. RandomNumberGenerator.GetBytes(600)]);
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program));
    }

    private static Task UntilMetricAsync(RunningProgram program, string series, double value) =>
        RunningProgram.WaitUntilAsync(async () => (await Scrape.OfAsync(program))[series] == value, () => $"{series} does not become {value}:\n{program.Log}");

    private static async Task<bool> IsServedAsync(RunningProgram program)
    {
        try
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: true);
            await connection.SendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            return (await connection.ReadResponseAsync()).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    private static async Task AssertServedAsync(RawConnection connection)
    {
        await connection.SendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", await connection.ReadResponseAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpStatusCode> StatusAsync(RunningProgram program) => StatusAsync(program.Webhook);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var review = ReviewContent.CreateExample();
        using var response = await client.PostAsync("/mutate", review);
        return response.StatusCode;
    }
}
