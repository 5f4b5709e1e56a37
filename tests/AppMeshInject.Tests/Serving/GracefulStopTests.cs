using System.Diagnostics;
using System.Net;
using AppMeshInject.Testing.Processes;
using Xunit;

namespace AppMeshInject.Tests.Serving;

public sealed class GracefulStopTests
{
    [Fact]
    public async Task After_SIGTERM_it_is_unready_at_once_serves_new_connections_on_and_ends_with_0()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--shutdown-delay=3"]);
        var clock = Stopwatch.StartNew();

        program.Signal(Signals.Terminate);
        await RunningProgram.UntilAsync(async () => await program.StatusAsync("/readyz") == 503, () => "it stayed ready");
        using (var newConnection = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }))
        using (var review = ReviewContent.Example())
        using (var response = await newConnection.PostAsync($"https://127.0.0.1:{program.Port}/mutate", review))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var (exitCode, errors) = await program.EndAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(2.9), "it did not serve on for the delay");
    }

    [Fact]
    public async Task A_request_in_flight_when_the_delay_is_over_is_still_answered()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--shutdown-delay=0"]);
        using var body = new GatedContent(ReviewContent.ExampleText);
        var answering = program.Webhook.PostAsync("/mutate", body);
        await body.HalfSent;

        program.Signal(Signals.Terminate);
        await RunningProgram.UntilAsync(() => Task.FromResult(program.Log.Contains("told to stop", StringComparison.Ordinal)), () => program.Log);
        body.Open();

        using var response = await answering;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_skips_the_delay()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_delay_that_SIGTERM_began()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Terminate);
        await RunningProgram.UntilAsync(async () => await program.StatusAsync("/readyz") == 503, () => "it stayed ready");
        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.EndAsync()).ExitCode);
    }

    /// <summary>A body of which the second half is sent when told to.</summary>
    private sealed class GatedContent : HttpContent
    {
        private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly byte[] _body;

        public GatedContent(string body)
        {
            _body = System.Text.Encoding.UTF8.GetBytes(body);
            Headers.ContentType = new("application/json");
        }

        public Task HalfSent => _halfSent.Task;

        public void Open() => _open.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_body.AsMemory(0, _body.Length / 2));
            await stream.FlushAsync();
            _halfSent.SetResult();
            await _open.Task;
            await stream.WriteAsync(_body.AsMemory(_body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
