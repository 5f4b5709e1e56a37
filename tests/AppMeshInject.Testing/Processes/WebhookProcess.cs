using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Processes;

/// <summary>The native program serving over TLS.</summary>
public sealed class WebhookProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
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

    /// <summary>Starts the program and waits until it is ready.</summary>
    internal static async Task<WebhookProcess> StartAsync(IReadOnlyList<string> flags, TestCertificate certificate, string folder)
    {
        var (port, metricsPort) = (FreePorts.Take(), FreePorts.Take());
        var arguments = new[]
        {
            $"--port={port}", $"--metrics-port={metricsPort}", "--shutdown-delay=0",
            $"--tlscert={certificate.CertificateFile}", $"--tlskey={certificate.KeyFile}",
        };
        var webhook = new WebhookProcess(NativeBinary.StartInfo(["serve", .. flags, .. arguments], folder), certificate.CreateClient(port));
        return await webhook.BecomesReadyAsync(metricsPort)
            ? webhook
            : throw new InvalidOperationException($"serve {string.Join(' ', flags)} does not become ready:\n{await webhook.EndAsync()}");
    }

    /// <summary>Sends a review as the API server does.</summary>
    public async Task<Outcome> ReviewAsync(AdmissionRequest request)
    {
        using var body = new StringContent(request.ToReview(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _client.PostAsync("/mutate?timeout=10s", body);
        var answer = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK
            ? Outcome.OfAnswer(JsonNode.Parse(answer)!, request)
            : throw new InvalidOperationException($"HTTP {(int)response.StatusCode}: {answer}");
    }

    /// <summary>Ends the program as the kubelet does, and throws where it does not end well.</summary>
    public async ValueTask DisposeAsync()
    {
        var wasGone = _process.HasExited || !Signals.Send(_process, Signals.Terminate);
        var account = await EndAsync();
        if (wasGone || _process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the webhook did not run until SIGTERM and end with 0, but with {_process.ExitCode}:\n{account}");
        }

        _process.Dispose();
    }

    private async Task<bool> BecomesReadyAsync(int metricsPort)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(PollInterval);
        try
        {
            while (!_process.HasExited && !await IsReadyAsync(metricsPort, patience.Token))
            {
                await timer.WaitForNextTickAsync(patience.Token);
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
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<string> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
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
