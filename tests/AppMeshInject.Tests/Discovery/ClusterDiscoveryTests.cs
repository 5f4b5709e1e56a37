using AppMeshInject.Discovery;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.KubernetesApi;
using AppMeshInject.Tests.Telemetry;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace AppMeshInject.Tests.Discovery;

public sealed class ClusterDiscoveryTests : IDisposable
{
    private static readonly ClusterInfo Unknown = new(Version: null, Region: null, "appmesh-inject");

    private static readonly Dictionary<string, string> ApiResponses = new()
    {
        ["GET /version"] = """{"major":"1","minor":"32","gitVersion":"v1.32.1"}""",
        ["GET /api/v1/nodes/node-1"] = """{"metadata":{"labels":{"topology.kubernetes.io/region":"eu-west-1"}}}""",
    };

    private static readonly Dictionary<string, string> MetadataResponses = new()
    {
        ["PUT /latest/api/token"] = "metadata-token",
        ["GET /latest/meta-data/placement/region"] = "us-west-2",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly TestCertificate _certificate;
    private readonly FakeLogger<ClusterDiscovery> _log = new();
    private readonly MetricsRegistry _registry = new();
    private readonly Dictionary<string, string> _environment =
        new() { ["NODE_NAME"] = "node-1", ["AWS_EC2_METADATA_DISABLED"] = "true" };

    public ClusterDiscoveryTests()
    {
        _certificate = new TestCertificate(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.crt"), _certificate.CaPem);
        File.WriteAllText(Path.Combine(_folder.FullName, "token"), "pod-token\n");
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Version_and_region_of_the_node_are_requested_with_the_service_account_token()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiResponses);

        var cluster = await DiscoverAsync(server.Address);

        Assert.Equal(new KubernetesVersion("v1.32.1", 32), cluster.Version);
        Assert.Equal("eu-west-1", cluster.Region);
        Assert.Equal(
            ["GET /api/v1/nodes/node-1 Bearer pod-token", "GET /version Bearer pod-token"],
            server.Requests.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Known_version_and_region_are_not_requested()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiResponses);
        var known = Unknown with { Version = new KubernetesVersion("v1.30.0", 30), Region = "ap-south-1" };

        Assert.Equal(known, await DiscoverAsync(server.Address, known));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Region_comes_from_the_instance_metadata_if_the_node_cannot_be_read()
    {
        var onlyVersion = new Dictionary<string, string> { ["GET /version"] = ApiResponses["GET /version"] };
        await using var server = await FakeServer.StartAsync(_certificate, onlyVersion);
        await using var metadata = await FakeServer.StartAsync(certificate: null, MetadataResponses);
        _environment.Remove("AWS_EC2_METADATA_DISABLED");
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Address.ToString();

        Assert.Equal("us-west-2", (await DiscoverAsync(server.Address)).Region);
        Assert.Equal(
            ["PUT /latest/api/token ", "GET /latest/meta-data/placement/region metadata-token"], metadata.Requests);
    }

    [Theory]
    [InlineData("localhost:1338")]
    [InlineData("169.254.169.254")]
    [InlineData("ftp://example.com")]
    public async Task Invalid_endpoint_of_the_instance_metadata_is_logged(string endpoint)
    {
        var port = FreePorts.Take();
        _environment.Remove("AWS_EC2_METADATA_DISABLED");
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint;

        Assert.Equal(Unknown, await DiscoverAsync(new Uri($"https://127.0.0.1:{port}")));
        Assert.Contains(_log.Collector.GetSnapshot(), record => record.Message.EndsWith(
            $"AWS_EC2_METADATA_SERVICE_ENDPOINT: \"{endpoint}\" is not a URL that starts with http:// or https://",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_with_a_certificate_of_another_CA_gets_no_token_and_is_not_trusted()
    {
        using var other = new TestCertificate(
            Directory.CreateDirectory(Path.Combine(_folder.FullName, "other")).FullName);
        await using var server = await FakeServer.StartAsync(other, ApiResponses);

        Assert.Equal(Unknown, await DiscoverAsync(server.Address));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Server_with_an_expired_certificate_gets_no_token_and_is_not_trusted()
    {
        using var expired = new TestCertificate(_folder.FullName, isExpired: true);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "ca.crt"), expired.CaPem, TestContext.Current.CancellationToken);
        await using var server = await FakeServer.StartAsync(expired, ApiResponses);

        Assert.Equal(Unknown, await DiscoverAsync(server.Address));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Server_with_a_certificate_for_another_name_gets_no_token_and_is_not_trusted()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiResponses);

        Assert.Equal(Unknown, await DiscoverAsync(new Uri($"https://localhost:{server.Address.Port}")));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Unreachable_API_server_leaves_version_and_region_unknown()
    {
        var port = FreePorts.Take();

        Assert.Equal(Unknown, await DiscoverAsync(new Uri($"https://127.0.0.1:{port}")));
    }

    [Fact]
    public async Task Requests_are_counted_as_calls_to_the_API_server()
    {
        var onlyVersion = new Dictionary<string, string> { ["GET /version"] = ApiResponses["GET /version"] };
        await using var server = await FakeServer.StartAsync(_certificate, onlyVersion);
        _ = new ApiServerMetrics(_registry);

        await DiscoverAsync(server.Address);

        var scrape = await Scrape.CreateAsync(_registry);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"200\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"404\"}"]);
    }

    [Fact]
    public async Task Outside_a_cluster_no_request_is_sent()
    {
        var discovery = new ClusterDiscovery(_environment, TimeProvider.System, _log);

        Assert.Equal(Unknown, await discovery.DiscoverAsync(Unknown));
        Assert.StartsWith("The region is unknown", _log.LatestRecord.Message, StringComparison.Ordinal);
    }

    private Task<ClusterInfo> DiscoverAsync(Uri server, ClusterInfo? known = null) =>
        new ClusterDiscovery(_environment, TimeProvider.System, _log)
        {
            Configuration = new InClusterConfiguration(server, _folder.FullName),
            Limit = TimeSpan.FromSeconds(3),
            Calls = new ApiServerMetrics(_registry),
        }.DiscoverAsync(known ?? Unknown);
}
