using System.Diagnostics;
using System.Net;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Admission;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

public sealed class GracefulShutdownTests
{
    [Fact]
    public async Task SIGTERM_makes_unready_immediately_serves_during_the_delay_and_exits_with_0()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--shutdown-delay=3"]);
        var clock = Stopwatch.StartNew();

        program.Signal(Signals.Terminate);
        await WaitUntilUnreadyAsync(program);
        using (var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })
        using (var newConnection = new HttpClient(handler))
        using (var review = ReviewContent.CreateExample())
        using (var response = await newConnection.PostAsync($"https://127.0.0.1:{program.Port}/mutate", review))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.ConnectionClose, "the API server would keep the connection");
        }

        var (exitCode, errors) = await program.WaitForExitAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(2.9), "the program exited before the end of the delay");
    }

    [Fact]
    public async Task Request_in_flight_at_the_end_of_the_delay_gets_its_response()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--shutdown-delay=0"]);
        using var body = new GatedContent(ReviewContent.ExampleText);
        var request = program.Webhook.PostAsync("/mutate", body);
        await body.HalfSent;

        program.Signal(Signals.Terminate);
        await program.WaitForLineAsync("Received SIGTERM");
        body.Open();

        using var response = await request;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_exits_without_the_delay()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_delay_of_SIGTERM()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--shutdown-delay=3600"]);

        program.Signal(Signals.Terminate);
        await WaitUntilUnreadyAsync(program);
        program.Signal(Signals.Interrupt);

        Assert.Equal(0, (await program.WaitForExitAsync()).ExitCode);
    }

    private static Task WaitUntilUnreadyAsync(RunningProgram program) => RunningProgram.WaitUntilAsync(
        async () => await program.GetStatusAsync("/readyz") == 503, () => "the program stayed ready");
}
