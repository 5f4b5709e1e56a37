using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>A Prometheus that runs beside the tests, asked by its API.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Task<string> _log;

    private PrometheusServer(Process process, int port)
    {
        _process = process;
        _log = process.StandardError.ReadToEndAsync();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    /// <summary>Starts one; null where none is installed.</summary>
    /// <param name="folder">Where it keeps what it sees.</param>
    /// <param name="configuration">Its configuration: JSON, which is YAML.</param>
    /// <param name="port">Where it listens.</param>
    public static PrometheusServer? Start(string folder, JsonNode configuration, int port)
    {
        var file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, configuration.ToJsonString());
        string[] arguments =
        [
            $"--config.file={file}", $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
        ];
        try
        {
            return new PrometheusServer(Process.Start(new ProcessStartInfo("prometheus", arguments) { RedirectStandardError = true })!, port);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>What a query says now: its series.</summary>
    public async Task<JsonArray> QueryAsync(string query) => (await GetAsync($"query?query={Uri.EscapeDataString(query)}"))["result"]!.AsArray();

    /// <summary>What a query says over a time: its series, each with its values.</summary>
    public async Task<JsonArray> QueryAsync(string query, GrafanaTime time)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"start={Seconds(time.First)}&end={Seconds(time.To)}&step={time.Interval.TotalSeconds}");
        return (await GetAsync($"query_range?query={Uri.EscapeDataString(time.FillIn(query))}&{range}"))["result"]!.AsArray();
    }

    /// <summary>The rules that it has, as it judges them.</summary>
    public async Task<IReadOnlyList<JsonNode>> RulesAsync() =>
        [.. (await GetAsync("rules"))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];

    /// <summary>Whom it asks.</summary>
    public async Task<JsonArray> TargetsAsync() => (await GetAsync("targets"))["activeTargets"]!.AsArray();

    /// <summary>Waits until something is true of what it saw.</summary>
    public Task<T> WaitForAsync<T>(string what, Func<Task<T?>> look)
        where T : class =>
        Waiting.ForAsync(what, async () => await IsReadyAsync() ? await look() : null, async () => (await TargetsAsync()).ToJsonString());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"Prometheus ended: {await _log}");
        }

        try
        {
            using var response = await _http.GetAsync("-/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var response = await _http.GetAsync($"api/v1/{path}");
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(body)!["data"]! : throw new HttpRequestException($"{path}: {body}");
    }
}
