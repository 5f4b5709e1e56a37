using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Processes;

/// <summary>Runs the webhook of the native binary.</summary>
public sealed class WebhookProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly HttpClient Admin = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly HttpClient _client;

    private WebhookProcess(ProcessStartInfo info, HttpClient client)
    {
        _process = Process.Start(info)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        _client = client;
    }

    /// <summary>Starts the webhook and waits until it is ready.</summary>
    internal static async Task<WebhookProcess> StartAsync(
        IReadOnlyList<string> flags, TestCertificate certificate, string folder)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        var arguments = new[]
        {
            $"--port={port}", $"--metrics-port={metricsPort}", "--shutdown-delay=0",
            $"--tlscert={certificate.CertificateFile}", $"--tlskey={certificate.KeyFile}",
        };
        var start = NativeBinary.CreateStartInfo(["serve", .. flags, .. arguments], folder);
        var webhook = new WebhookProcess(start, certificate.CreateClient(port));
        if (!await webhook.WaitUntilReadyAsync(metricsPort))
        {
            throw new InvalidOperationException(
                $"serve {string.Join(' ', flags)}: not ready after {Timeout}:\n{await webhook.WaitForExitAsync()}");
        }

        return webhook;
    }

    /// <summary>Sends a review like the API server.</summary>
    public async Task<Outcome> ReviewAsync(AdmissionRequest request)
    {
        var mediaType = new MediaTypeHeaderValue("application/json");
        using var body = new StringContent(request.ToReview(), Encoding.UTF8, mediaType);
        using var response = await _client.PostAsync("/mutate?timeout=10s", body);
        var review = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK
            ? Outcome.FromResponse(JsonNode.Parse(review)!, request)
            : throw new InvalidOperationException($"HTTP {(int)response.StatusCode}: {review}");
    }

    /// <summary>Stops the webhook with SIGTERM, like the kubelet.</summary>
    /// <exception cref="InvalidOperationException">It exited before, or with a code other than 0.</exception>
    public async ValueTask DisposeAsync()
    {
        var hadExited = _process.HasExited || !Signals.Send(_process, Signals.Terminate);
        var log = await WaitForExitAsync();
        if (hadExited || _process.ExitCode != 0)
        {
            var when = hadExited ? "before" : "after";
            throw new InvalidOperationException($"serve: exit code {_process.ExitCode} {when} SIGTERM:\n{log}");
        }

        _process.Dispose();
    }

    private async Task<bool> WaitUntilReadyAsync(int metricsPort)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var timer = new PeriodicTimer(PollInterval);
        try
        {
            while (!_process.HasExited && !await IsReadyAsync(metricsPort, timeout.Token))
            {
                await timer.WaitForNextTickAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return !_process.HasExited;
    }

    private static async Task<bool> IsReadyAsync(int metricsPort, CancellationToken cancellation)
    {
        try
        {
            using var response = await Admin.GetAsync($"http://127.0.0.1:{metricsPort}/readyz", cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _client.Dispose();
        return $"{await _errors}{await _output}";
    }
}
