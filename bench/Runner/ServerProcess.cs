using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using AppMeshInject.Testing.Processes;

namespace AppMeshInject.Bench;

/// <summary>A contestant that serves, pinned to its core, and what the kernel tells of it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const double TicksPerSecond = 100;
    private const double KibibytesPerMebibyte = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, int port, int metricsPort)
    {
        (_process, Port, MetricsPort) = (process, port, metricsPort);

        var output = process.StandardOutput.BaseStream;
        new Thread(() => Read(output)) { IsBackground = true, Name = "log reader" }.Start();
    }

    /// <summary>What reading its output waits for: a log that nobody reads, where that does not end.</summary>
    public Task MayReadOutput { get; set; } = Task.CompletedTask;

    public int Port { get; }

    /// <summary>Where the injector tells its metrics. The floor has none.</summary>
    public int MetricsPort { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>The time from the start of the process to the first answer over TLS.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <summary>The CPU time it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // proc_pid_stat(5): the fields behind the name in brackets begin with the third; utime and stime are 14 and 15.
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    /// <summary>The memory it holds (resident), in MiB.</summary>
    public double Resident => Status("VmRSS:");

    /// <summary>The most memory that it held at any time, in MiB.</summary>
    public double MostResident => Status("VmHWM:");

    /// <summary>Starts a contestant and waits for its first answer.</summary>
    public static async Task<ServerProcess> StartAsync(Contestant contestant, TestCertificate certificate, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        string[] arguments = contestant.IsFloor
            ? [$"{port}", certificate.CertificateFile, certificate.KeyFile]
            : [$"--port={port}", $"--metrics-port={metricsPort}", $"--tlscert={certificate.CertificateFile}", $"--tlskey={certificate.KeyFile}", "--mesh-name=bench", "--shutdown-delay=0"];
        using var client = certificate.CreateClient(port);
        var started = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Pinned.Start(Pinned.ServerCore, [contestant.Binary, .. arguments], environment), port, metricsPort);
        try
        {
            await server.AnswerAsync(client, started);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        server.FirstAnswer = Stopwatch.GetElapsedTime(started);
        return server;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Stops it or lets it go on, by <see cref="Signals"/>.</summary>
    public void Signal(int signal) => Signals.Send(_process, signal);

    // Read and forgotten, as a container runtime reads it and writes it elsewhere. A thread that blocks leaves the client's core
    // to the client: the pool's threads, which reading asynchronously wakes, spin there before they sleep.
    private void Read(Stream output)
    {
        var buffer = new byte[64 * 1024];
        while (output.Read(buffer) > 0)
        {
            MayReadOutput.Wait();
        }
    }

    private double Status(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / KibibytesPerMebibyte;
    }

    private async Task AnswerAsync(HttpClient client, long started)
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
            catch (HttpRequestException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(1);
            }
        }
    }
}
