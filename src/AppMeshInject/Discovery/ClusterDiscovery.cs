using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Discovery;

/// <summary>
/// Discovers the Kubernetes version and the region at the start, unless the settings define them. The webhook starts
/// without a value that cannot be discovered in time.
/// </summary>
internal sealed partial class ClusterDiscovery(
    IReadOnlyDictionary<string, string> environment, TimeProvider time, ILogger<ClusterDiscovery> logger)
{
    private const string RegionLabel = "topology.kubernetes.io/region";

    // The part of the time limit that is reserved for the instance metadata, if the node does not have a region.
    private static readonly TimeSpan InstanceMetadataLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromMilliseconds(500);

    /// <summary>The time limit of the whole discovery.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The connection to the API server; null outside a cluster, where no discovery takes place.</summary>
    public InClusterConfiguration? Configuration { get; init; } = InClusterConfiguration.Read(environment);

    /// <summary>Counts the calls to the API server; null to not count them.</summary>
    public ApiServerMetrics? Calls { get; init; }

    /// <summary>Discovers the Kubernetes version and the region, unless the settings define them.</summary>
    /// <param name="known">The values that the settings define.</param>
    /// <returns>
    /// The given values, completed by the discovered values. A value that cannot be discovered remains null.
    /// </returns>
    public async Task<ClusterInfo> DiscoverAsync(ClusterInfo known)
    {
        var cluster = Configuration is null ? known : await DiscoverAsync(Configuration, known);
        if (cluster.Region is null)
        {
            Log.RegionUnknown(logger);
        }

        return cluster;
    }

    private async Task<ClusterInfo> DiscoverAsync(InClusterConfiguration configuration, ClusterInfo known)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        var version = known.Version is null
            ? TryAsync(
                "version of the API server", cancellation => GetVersionAsync(configuration, cancellation), limit.Token)
            : Task.FromResult<KubernetesVersion?>(known.Version);
        var region = known.Region is null
            ? DiscoverRegionAsync(configuration, limit.Token)
            : Task.FromResult<string?>(known.Region);
        return known with { Version = await version, Region = await region };
    }

    private async Task<string?> DiscoverRegionAsync(InClusterConfiguration configuration, CancellationToken limit)
    {
        string? region = null;
        if (environment.TryGetValue("NODE_NAME", out var node) && node.Length > 0)
        {
            using var nodeLimit = CancellationTokenSource.CreateLinkedTokenSource(limit);
            var nodeTime = Limit > InstanceMetadataLimit ? Limit - InstanceMetadataLimit : Limit / 2;
            using var timer = time.CreateTimer(_ => nodeLimit.Cancel(), null, nodeTime, Timeout.InfiniteTimeSpan);
            region = await TryAsync(
                $"region of node {node}",
                cancellation => GetNodeRegionAsync(configuration, node, cancellation),
                nodeLimit.Token);
        }

        if (region is null && !InstanceMetadata.IsDisabled(environment))
        {
            region = await TryAsync<string>(
                "region of the instance",
                async cancellation => await InstanceMetadata.GetRegionAsync(environment, cancellation),
                limit,
                maxAttempts: 1);
        }

        return region;
    }

    // Returns null if no attempt succeeds in time.
    private async Task<T?> TryAsync<T>(
        string what,
        Func<CancellationToken, Task<T?>> getAsync,
        CancellationToken limit,
        int maxAttempts = int.MaxValue)
        where T : class
    {
        var problem = "no time was left";
        for (var attempt = 0; attempt < maxAttempts && !limit.IsCancellationRequested; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(RetryPeriod, time, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            try
            {
                var value = await getAsync(limit);
                Log.Discovered(logger, what, value?.ToString() ?? "none");
                return value;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                problem = exception.GetBaseException().Message;
                if (IsPermanent(exception))
                {
                    break;
                }
            }
            catch (OperationCanceledException)
            {
                problem = "no response in time";
            }
        }

        Log.NotDiscovered(logger, what, problem);
        return null;
    }

    // Retrying does not help if the request is forbidden or invalid.
    private static bool IsPermanent(Exception exception) =>
        exception is ApiException { Status: { } status } && (int)status is >= 400 and < 500 and not 429;

    private async Task<KubernetesVersion?> GetVersionAsync(
        InClusterConfiguration configuration, CancellationToken cancellation)
    {
        using var client = configuration.CreateClient(Calls);
        var info = await client.GetAsync("/version", KubernetesJson.Default.VersionInfo, cancellation);
        return KubernetesVersion.Parser.Parse(info.GitVersion ?? "", out var version) is null
            ? version
            : throw new FormatException($"{ValidationError.Quote(info.GitVersion ?? "")} is not a Kubernetes version");
    }

    private async Task<string?> GetNodeRegionAsync(
        InClusterConfiguration configuration, string name, CancellationToken cancellation)
    {
        using var client = configuration.CreateClient(Calls);
        var path = $"/api/v1/nodes/{Uri.EscapeDataString(name)}";
        var node = await client.GetAsync(path, KubernetesJson.Default.PartialObjectMetadata, cancellation);
        return node.Metadata?.Labels?.GetValueOrDefault(RegionLabel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Discovered the {What}: {Value}")]
        public static partial void Discovered(ILogger logger, string what, string value);

        [LoggerMessage(LogLevel.Warning, "Could not discover the {What}, continuing without it: {Problem}")]
        public static partial void NotDiscovered(ILogger logger, string what, string problem);

        [LoggerMessage(LogLevel.Warning,
            "The region is unknown, so AWS_REGION is omitted and Envoy queries the instance metadata service. "
            + "To avoid this, set region.")]
        public static partial void RegionUnknown(ILogger logger);
    }
}
