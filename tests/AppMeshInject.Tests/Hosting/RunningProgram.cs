using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Admission;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

/// <summary>The native program, started with any arguments and environment, with what it writes and how it ends.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Task _reading;
    private volatile TaskCompletionSource _mayRead = new();
    private readonly Task<string> _errors;
    private volatile bool _isLogClosed;

    private RunningProgram(ProcessStartInfo info, int port, int metricsPort)
    {
        (Port, MetricsPort) = (port, metricsPort);
        _process = Process.Start(info)!;
        _mayRead.SetResult();
        _reading = ReadLogAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        Webhook = new HttpClient(new SocketsHttpHandler { SslOptions = Trusting }) { BaseAddress = new Uri($"https://127.0.0.1:{port}"), Timeout = Patience };
        Admin = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{metricsPort}"), Timeout = Patience };
    }

    public int Port { get; }

    public int MetricsPort { get; }

    /// <summary>Asks the webhook's port, whatever certificate it has.</summary>
    public HttpClient Webhook { get; }

    /// <summary>Asks the admin port.</summary>
    public HttpClient Admin { get; }

    public string Log => string.Join('\n', _log);

    /// <summary>The most memory that it held at any time, in MiB.</summary>
    public double PeakMebibytes => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture) / 1024;

    private static SslClientAuthenticationOptions Trusting =>
        new() { RemoteCertificateValidationCallback = (_, _, _, _) => true };

    /// <summary>Starts the program on free ports; it need not become ready.</summary>
    public static RunningProgram Start(IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        var info = NativeBinary.CreateStartInfo(["serve", $"--port={port}", $"--metrics-port={metricsPort}", .. arguments], Path.GetTempPath());
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new RunningProgram(info, port, metricsPort);
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<RunningProgram> StartReadyAsync(IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var program = Start(arguments, environment);
        try
        {
            await WaitUntilAsync(async () => program._process.HasExited || await program.GetStatusAsync("/readyz") == 200, () => $"it did not become ready:\n{program.Log}");
            if (program._process.HasExited)
            {
                var (exitCode, errors) = await program.WaitForExitAsync();
                throw new InvalidOperationException($"it ended with {exitCode} instead of becoming ready:\n{errors}{program.Log}");
            }

            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a condition.</summary>
    public static async Task WaitUntilAsync(Func<Task<bool>> condition, Func<string> problem)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(PollInterval);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(problem());
            }
        }
    }

    /// <summary>The status that the admin port answers with; 0 where it does not.</summary>
    public async Task<int> GetStatusAsync(string path)
    {
        try
        {
            using var response = await Admin.GetAsync(path);
            return (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    /// <summary>The certificate that a new connection gets, as its thumbprint.</summary>
    public async Task<string> GetServedThumbprintAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(Trusting);
        return stream.RemoteCertificate!.GetCertHashString();
    }

    /// <summary>Sends a review.</summary>
    public async Task<Outcome> ReviewAsync(AdmissionRequest request)
    {
        using var content = ReviewContent.Create(request.ToReview());
        using var response = await Webhook.PostAsync("/mutate", content);
        return Outcome.FromResponse(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, request);
    }

    /// <summary>Waits for a line of the log that has this in it, and returns it.</summary>
    public async Task<string> WaitForLineAsync(string part)
    {
        string? line = null;
        await WaitUntilAsync(
            () => Task.FromResult((line = _log.FirstOrDefault(candidate => candidate.Contains(part, StringComparison.Ordinal))) is not null),
            () => $"no line has {part}:\n{Log}");
        return line!;
    }

    /// <summary>Reads one more line of the log at the most, until told otherwise.</summary>
    public void StopReadingLog() => _mayRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ResumeReadingLog() => _mayRead.TrySetResult();

    /// <summary>Closes the log's end of the pipe that is read.</summary>
    public void CloseLog()
    {
        _isLogClosed = true;
        _process.StandardOutput.BaseStream.Dispose();
    }

    public void Signal(int signal) => Assert.True(Signals.Send(_process, signal), "it has ended");

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what was written to standard error.</returns>
    public async Task<(int ExitCode, string Errors)> WaitForExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        ResumeReadingLog();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await WaitForExitAsync();
        Webhook.Dispose();
        Admin.Dispose();
        _process.Dispose();
    }

    private async Task ReadLogAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                _log.Enqueue(line);
                await _mayRead.Task;
            }
        }
        catch (Exception exception) when (_isLogClosed && exception is (ObjectDisposedException or IOException or OperationCanceledException))
        {
            // That is the end of it.
        }
    }
}
