using System.Diagnostics;
using System.Net;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Admission;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class GracefulShutdownTests
{
    [Fact]
    public async Task After_SIGTERM_it_is_unready_at_once_serves_new_connections_on_and_ends_with_0()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--shutdown-delay=3"]);
        var clock = Stopwatch.StartNew();

        program.Signal(Signals.Terminate);
        await RunningProgram.WaitUntilAsync(async () => await program.GetStatusAsync("/readyz") == 503, () => "it stayed ready");
        using (var newConnection = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } }))
        using (var review = ReviewContent.CreateExample())
        using (var response = await newConnection.PostAsync($"https://127.0.0.1:{program.Port}/mutate", review))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.ConnectionClose, "the API server would keep the connection");
        }

        var (exitCode, errors) = await program.WaitForExitAsync();
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
        await RunningProgram.WaitUntilAsync(() => Task.FromResult(program.Log.Contains("Received SIGTERM", StringComparison.Ordinal)), () => program.Log);
        body.Open();

        using var response = await answering;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_skips_the_delay()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_delay_that_SIGTERM_began()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Terminate);
        await RunningProgram.WaitUntilAsync(async () => await program.GetStatusAsync("/readyz") == 503, () => "it stayed ready");
        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }
}
