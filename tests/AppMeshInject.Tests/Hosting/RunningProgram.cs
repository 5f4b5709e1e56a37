using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Reviews;
using AppMeshInject.Tests.Admission;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Hosting;

/// <summary>Runs <c>serve</c> of the native binary, with access to its log and its exit code.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Task _reading;
    private volatile TaskCompletionSource _resumeReading = new();
    private readonly Task<string> _errors;
    private volatile bool _isLogClosed;

    private RunningProgram(ProcessStartInfo info, int port, int metricsPort)
    {
        (Port, MetricsPort) = (port, metricsPort);
        _process = Process.Start(info)!;
        _resumeReading.SetResult();
        _reading = ReadLogAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        Webhook = new HttpClient(new SocketsHttpHandler { SslOptions = AnyCertificate })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{port}"),
            Timeout = Timeout,
        };
        Admin = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{metricsPort}"), Timeout = Timeout };
    }

    public int Port { get; }

    public int MetricsPort { get; }

    /// <summary>Gets a client of the webhook port that accepts any certificate.</summary>
    public HttpClient Webhook { get; }

    /// <summary>Gets a client of the admin port.</summary>
    public HttpClient Admin { get; }

    /// <summary>Gets the log lines so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Gets the peak of the resident memory in MiB.</summary>
    public double PeakMebibytes
    {
        get
        {
            var lines = File.ReadLines($"/proc/{_process.Id}/status");
            var line = lines.First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
        }
    }

    private static SslClientAuthenticationOptions AnyCertificate =>
        new() { RemoteCertificateValidationCallback = (_, _, _, _) => true };

    /// <summary>Starts the program on free ports. Does not wait until it is ready.</summary>
    public static RunningProgram Start(
        IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        var info = NativeBinary.CreateStartInfo(
            ["serve", $"--port={port}", $"--metrics-port={metricsPort}", .. arguments], Path.GetTempPath());
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return new RunningProgram(info, port, metricsPort);
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<RunningProgram> StartReadyAsync(
        IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var program = Start(arguments, environment);
        try
        {
            await WaitUntilAsync(
                async () => program._process.HasExited || await program.GetStatusAsync("/readyz") == 200,
                () => $"the program did not become ready:\n{program.Log}");
            if (program._process.HasExited)
            {
                var (exitCode, errors) = await program.WaitForExitAsync();
                throw new InvalidOperationException(
                    $"the program exited with {exitCode} before it became ready:\n{errors}{program.Log}");
            }

            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a condition is true.</summary>
    /// <exception cref="TimeoutException">The condition did not become true. The message is the problem.</exception>
    public static async Task WaitUntilAsync(Func<Task<bool>> condition, Func<string> problem)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var timer = new PeriodicTimer(PollInterval);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(problem());
            }
        }
    }

    /// <summary>Gets the status code of a response of the admin port; 0 without a response.</summary>
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

    /// <summary>Gets the thumbprint of the certificate that a new connection receives.</summary>
    public async Task<string> GetServedThumbprintAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(AnyCertificate);
        return stream.RemoteCertificate!.GetCertHashString();
    }

    /// <summary>Sends a review like the API server.</summary>
    public async Task<Outcome> ReviewAsync(AdmissionRequest request)
    {
        using var content = ReviewContent.Create(request.ToReview());
        using var response = await Webhook.PostAsync("/mutate", content);
        return Outcome.FromResponse(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, request);
    }

    /// <summary>Waits for a log line that contains a text, and returns the line.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        string? line = null;
        await WaitUntilAsync(
            () =>
            {
                line = _log.FirstOrDefault(candidate => candidate.Contains(text, StringComparison.Ordinal));
                return Task.FromResult(line is not null);
            },
            () => $"no log line contains {text}:\n{Log}");
        return line!;
    }

    /// <summary>Waits until a metric has a value.</summary>
    public Task WaitForMetricAsync(string series, double value) => WaitUntilAsync(
        async () => (await Scrape.CreateAsync(this))[series] == value,
        () => $"{series} does not become {value}:\n{Log}");

    /// <summary>Stops reading the log after at most one more line.</summary>
    public void StopReadingLog() =>
        _resumeReading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads the log again after <see cref="StopReadingLog"/>.</summary>
    public void ResumeReadingLog() => _resumeReading.TrySetResult();

    /// <summary>Closes the read end of the pipe of the log.</summary>
    public void CloseLog()
    {
        _isLogClosed = true;
        _process.StandardOutput.BaseStream.Dispose();
    }

    /// <summary>Sends a signal of <see cref="Signals"/>.</summary>
    public void Signal(int signal) => Assert.True(Signals.Send(_process, signal), "the program has exited");

    /// <summary>Waits until the program exits.</summary>
    /// <returns>The exit code and the text on standard error.</returns>
    public async Task<(int ExitCode, string Errors)> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await _process.WaitForExitAsync(timeout.Token);
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
                await _resumeReading.Task;
            }
        }
        catch (Exception exception)
            when (_isLogClosed && exception is (ObjectDisposedException or IOException or OperationCanceledException))
        {
            // CloseLog ends the log.
        }
    }
}
