using System.Diagnostics;
using System.Net.Http.Headers;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>A running server, pinned to its core.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int RetryDelayMilliseconds = 1;

    // As in the image and the Deployment, see docs/decisions/0005-inline-socket-scheduling.md.
    private static readonly (string, string) InlineCompletions = ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ProcessStatistics _statistics;

    private ServerProcess(Process process, int port, int metricsPort)
    {
        (_process, _statistics) = (process, new ProcessStatistics(process.Id));
        (Port, MetricsPort) = (port, metricsPort);

        var output = process.StandardOutput.BaseStream;
        new Thread(() => DiscardOutput(output)) { IsBackground = true, Name = "log reader" }.Start();
    }

    /// <summary>
    /// Gets or sets the task that the log reader waits for between reads. While it is not completed, nothing reads the
    /// log of the server.
    /// </summary>
    public Task ResumeReading { get; set; } = Task.CompletedTask;

    /// <summary>Gets the port of the webhook.</summary>
    public int Port { get; }

    /// <summary>Gets the port of the injector's metrics. The floor has none.</summary>
    public int MetricsPort { get; }

    /// <summary>Gets whether the process runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Gets the time from the start of the process to its first response over TLS.</summary>
    public TimeSpan TimeToFirstResponse { get; private set; }

    /// <summary>Gets the total user and system CPU time.</summary>
    public TimeSpan Cpu => _statistics.Cpu;

    /// <summary>Gets the resident memory in MiB.</summary>
    public double ResidentMemory => _statistics.ResidentMemory;

    /// <summary>Gets the peak of the resident memory in MiB.</summary>
    public double PeakResidentMemory => _statistics.PeakResidentMemory;

    /// <summary>Starts a server and waits for its first response.</summary>
    /// <param name="server">The server.</param>
    /// <param name="certificate">The serving certificate.</param>
    /// <param name="environment">The environment variables of the process.</param>
    public static async Task<ServerProcess> StartAsync(
        BenchServer server, TestCertificate certificate, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        string[] arguments = server.IsFloor
            ? [$"{port}", certificate.CertificateFile, certificate.KeyFile]
            :
            [
                $"--port={port}", $"--metrics-port={metricsPort}", "--mesh-name=bench", "--shutdown-delay=0",
                $"--tlscert={certificate.CertificateFile}", $"--tlskey={certificate.KeyFile}",
            ];
        using var client = certificate.CreateClient(port);
        var started = Stopwatch.GetTimestamp();
        var process = PinnedProcess.Start(
            PinnedProcess.ServerCore,
            [server.Binary, .. arguments],
            server.IsFloor ? environment : [InlineCompletions, .. environment]);
        var running = new ServerProcess(process, port, metricsPort);
        try
        {
            await running.WaitForFirstResponseAsync(client, started);
        }
        catch
        {
            running.Dispose();
            throw;
        }

        running.TimeToFirstResponse = Stopwatch.GetElapsedTime(started);
        return running;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Sends a signal of <see cref="Signals"/> to the process.</summary>
    public void SendSignal(int signal) => Signals.Send(_process, signal);

    // Reads the log as a container runtime does. A blocking thread leaves the client's core to the client: asynchronous
    // reads wake threads of the pool, which spin before they sleep.
    private void DiscardOutput(Stream output)
    {
        var buffer = new byte[64 * 1024];
        while (output.Read(buffer) > 0)
        {
            ResumeReading.Wait();
        }
    }

    private async Task WaitForFirstResponseAsync(HttpClient client, long started)
    {
        while (true)
        {
            try
            {
                using var body = new ByteArrayContent(ReviewCases.SmallPod.Body);
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await client.PostAsync("/mutate", body);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (IsRunning && Stopwatch.GetElapsedTime(started) < StartTimeout)
            {
                await Task.Delay(RetryDelayMilliseconds);
            }
        }
    }
}
