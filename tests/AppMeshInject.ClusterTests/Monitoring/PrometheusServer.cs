using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.Monitoring;

/// <summary>A local Prometheus process, queried through its HTTP API.</summary>
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

    /// <summary>Starts Prometheus; returns null where it is not installed.</summary>
    /// <param name="folder">The folder for the configuration and the data.</param>
    /// <param name="configuration">The configuration in JSON, which is a subset of YAML.</param>
    /// <param name="port">The port of the HTTP API.</param>
    public static PrometheusServer? Start(string folder, JsonNode configuration, int port)
    {
        var file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, configuration.ToJsonString());
        string[] arguments =
        [
            $"--config.file={file}",
            $"--storage.tsdb.path={Path.Combine(folder, "data")}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=warn",
        ];
        try
        {
            var start = new ProcessStartInfo("prometheus", arguments) { RedirectStandardError = true };
            return new PrometheusServer(Process.Start(start)!, port);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Evaluates a query at the current time and returns its series.</summary>
    public async Task<JsonArray> QueryAsync(string query) =>
        (await GetAsync($"query?query={Uri.EscapeDataString(query)}"))["result"]!.AsArray();

    /// <summary>Evaluates a query over a time range and returns its series.</summary>
    public async Task<JsonArray> QueryAsync(string query, DashboardTimeRange range)
    {
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"start={GetSeconds(range.First)}&end={GetSeconds(range.To)}&step={range.Interval.TotalSeconds}");
        var expression = Uri.EscapeDataString(range.ReplaceVariables(query));
        return (await GetAsync($"query_range?query={expression}&{parameters}"))["result"]!.AsArray();
    }

    /// <summary>Returns the rules with their current state.</summary>
    public async Task<IReadOnlyList<JsonNode>> GetRulesAsync() =>
    [
        .. (await GetAsync("rules"))["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray())
            .Select(rule => rule!),
    ];

    /// <summary>Returns the active targets.</summary>
    public async Task<JsonArray> GetTargetsAsync() => (await GetAsync("targets"))["activeTargets"]!.AsArray();

    /// <summary>Waits until Prometheus is ready and a function returns a value.</summary>
    /// <param name="what">A description of the awaited state, for the error message.</param>
    /// <param name="find">Returns null while the state is not reached.</param>
    public Task<T> WaitForAsync<T>(string what, Func<Task<T?>> find)
        where T : class => Polling.WaitForAsync(
            what,
            async () => await IsReadyAsync() ? await find() : null,
            async () => (await GetTargetsAsync()).ToJsonString());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static double GetSeconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"prometheus: exited with code {_process.ExitCode}: {await _log}");
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
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(body)!["data"]!
            : throw new HttpRequestException($"{path}: {body}");
    }
}
