using System.Text.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Discovery;

/// <summary>
/// Learns, once and before anything is answered, what the settings leave open: the server's version and the region. Where
/// nobody answers in time the webhook serves with what it knows.
/// </summary>
internal sealed partial class ClusterDiscovery(IReadOnlyDictionary<string, string> environment, TimeProvider time, ILogger<ClusterDiscovery> logger)
{
    private const string RegionLabel = "topology.kubernetes.io/region";

    // What is kept of the limit for the instance, where the API server does not tell the region of its node.
    private static readonly TimeSpan ShareOfInstance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromMilliseconds(500);

    /// <summary>How long is waited in all.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How the cluster is reached; null outside one, where nothing is asked.</summary>
    public InClusterConfiguration? Configuration { get; init; } = InClusterConfiguration.Read(environment);

    /// <summary>Counts the calls to the API server, where anybody reads that.</summary>
    public ApiServerMetrics? Calls { get; init; }

    /// <summary>Completes what is known.</summary>
    /// <param name="known">What the settings say.</param>
    public async Task<ClusterInfo> LearnAsync(ClusterInfo known)
    {
        var facts = Configuration is null ? known : await AskAsync(known);
        if (facts.Region is null)
        {
            Log.RegionUnknown(logger);
        }

        return facts;
    }

    private async Task<ClusterInfo> AskAsync(ClusterInfo known)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        var version = known.Version is null ? LearnAsync("the version of the API server", VersionAsync, limit.Token) : Task.FromResult<KubernetesVersion?>(known.Version);
        var region = known.Region is null ? LearnRegionAsync(limit.Token) : Task.FromResult<string?>(known.Region);
        return known with { Version = await version, Region = await region };
    }

    private async Task<string?> LearnRegionAsync(CancellationToken limit)
    {
        string? region = null;
        if (environment.TryGetValue("NODE_NAME", out var node) && node.Length > 0)
        {
            using var nodeLimit = CancellationTokenSource.CreateLinkedTokenSource(limit);
            using var timer = time.CreateTimer(_ => nodeLimit.Cancel(), null, Limit > ShareOfInstance ? Limit - ShareOfInstance : Limit / 2, Timeout.InfiniteTimeSpan);
            region = await LearnAsync($"the region of node {node}", cancellation => NodeRegionAsync(node, cancellation), nodeLimit.Token);
        }

        if (region is null && !InstanceMetadata.IsDisabled(environment))
        {
            region = await LearnAsync<string>("the region of the instance", async cancellation => await InstanceMetadata.RegionAsync(environment, cancellation), limit, attempts: 1);
        }

        return region;
    }

    private async Task<T?> LearnAsync<T>(string what, Func<CancellationToken, Task<T?>> ask, CancellationToken limit, int attempts = int.MaxValue)
        where T : class
    {
        var problem = "it was not asked in time";
        for (var attempt = 0; attempt < attempts && !limit.IsCancellationRequested; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(RetryPeriod, time, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            try
            {
                var answer = await ask(limit);
                Log.Learned(logger, what, answer?.ToString() ?? "none");
                return answer;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                problem = exception.GetBaseException().Message;
                if (IsFinal(exception))
                {
                    break;
                }
            }
            catch (OperationCanceledException)
            {
                problem = "there was no answer in time";
            }
        }

        Log.NotLearned(logger, what, problem);
        return null;
    }

    // To ask again does not help where the answer is that we may not ask.
    private static bool IsFinal(Exception exception) =>
        exception is HttpRequestException { StatusCode: { } status } && (int)status is >= 400 and < 500 and not 429;

    private async Task<KubernetesVersion?> VersionAsync(CancellationToken cancellation)
    {
        using var server = new InClusterApiClient(Configuration!, Calls);
        var info = await server.GetAsync("/version", VersionInfo.Read, cancellation);
        return KubernetesVersion.Form.Read(info.GitVersion ?? "", out var version) is null
            ? version
            : throw new JsonException("the API server gave a version that is none");
    }

    private async Task<string?> NodeRegionAsync(string name, CancellationToken cancellation)
    {
        using var server = new InClusterApiClient(Configuration!, Calls);
        var node = await server.GetAsync($"/api/v1/nodes/{Uri.EscapeDataString(name)}", ClusterObject.Read, cancellation);
        return node.Metadata?.Labels?.GetValueOrDefault(RegionLabel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "learned {What}: {Answer}")]
        public static partial void Learned(ILogger logger, string what, string answer);

        [LoggerMessage(LogLevel.Warning, "could not learn {What} and goes on without it: {Problem}")]
        public static partial void NotLearned(ILogger logger, string what, string problem);

        [LoggerMessage(LogLevel.Warning, "the region is not known: AWS_REGION is left out and Envoy asks the instance metadata service itself; set region to change that")]
        public static partial void RegionUnknown(ILogger logger);
    }
}
