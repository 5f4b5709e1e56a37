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
    private static readonly ClusterInfo Nothing = new(Version: null, Region: null, "appmesh-inject");

    private static readonly Dictionary<string, string> ApiAnswers = new()
    {
        ["GET /version"] = """{"major":"1","minor":"32","gitVersion":"v1.32.1"}""",
        ["GET /api/v1/nodes/node-1"] = """{"metadata":{"labels":{"topology.kubernetes.io/region":"eu-west-1"}}}""",
    };

    private static readonly Dictionary<string, string> MetadataAnswers = new()
    {
        ["PUT /latest/api/token"] = "metadata-token",
        ["GET /latest/meta-data/placement/region"] = "us-west-2",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly TestCertificate _certificate;
    private readonly FakeLogger<ClusterDiscovery> _log = new();
    private readonly MetricsRegistry _registry = new();
    private readonly Dictionary<string, string> _environment = new() { ["NODE_NAME"] = "node-1", ["AWS_EC2_METADATA_DISABLED"] = "true" };

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
    public async Task The_version_and_the_region_of_the_node_are_asked_with_the_token_of_the_pod()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiAnswers);

        var facts = await LearnAsync(server.Address);

        Assert.Equal(new KubernetesVersion("v1.32.1", 32), facts.Version);
        Assert.Equal("eu-west-1", facts.Region);
        Assert.Equal(["GET /api/v1/nodes/node-1 Bearer pod-token", "GET /version Bearer pod-token"], server.Requests.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_settings_say_is_not_asked_for()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiAnswers);
        var known = Nothing with { Version = new KubernetesVersion("v1.30.0", 30), Region = "ap-south-1" };

        Assert.Equal(known, await LearnAsync(server.Address, known));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Where_the_node_may_not_be_read_the_instance_metadata_service_is_asked()
    {
        var onlyVersion = new Dictionary<string, string> { ["GET /version"] = ApiAnswers["GET /version"] };
        await using var server = await FakeServer.StartAsync(_certificate, onlyVersion);
        await using var metadata = await FakeServer.StartAsync(certificate: null, MetadataAnswers);
        _environment.Remove("AWS_EC2_METADATA_DISABLED");
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Address.ToString();

        Assert.Equal("us-west-2", (await LearnAsync(server.Address)).Region);
        Assert.Equal(["PUT /latest/api/token ", "GET /latest/meta-data/placement/region metadata-token"], metadata.Requests);
    }

    [Theory]
    [InlineData("localhost:1338")]
    [InlineData("169.254.169.254")]
    [InlineData("ftp://example.com")]
    public async Task An_instance_metadata_service_without_an_address_is_told_of(string endpoint)
    {
        var port = FreePorts.Take();
        _environment.Remove("AWS_EC2_METADATA_DISABLED");
        _environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint;

        Assert.Equal(Nothing, await LearnAsync(new Uri($"https://127.0.0.1:{port}")));
        Assert.Contains(_log.Collector.GetSnapshot(), record => record.Message.EndsWith(
            $"AWS_EC2_METADATA_SERVICE_ENDPOINT is \"{endpoint}\", which is no http:// address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_whose_certificate_another_authority_signed_learns_no_token_and_is_not_believed()
    {
        using var other = new TestCertificate(Directory.CreateDirectory(Path.Combine(_folder.FullName, "other")).FullName);
        await using var server = await FakeServer.StartAsync(other, ApiAnswers);

        Assert.Equal(Nothing, await LearnAsync(server.Address));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_whose_certificate_has_expired_learns_no_token_and_is_not_believed()
    {
        using var expired = new TestCertificate(_folder.FullName, isExpired: true);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "ca.crt"), expired.CaPem, TestContext.Current.CancellationToken);
        await using var server = await FakeServer.StartAsync(expired, ApiAnswers);

        Assert.Equal(Nothing, await LearnAsync(server.Address));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_by_another_name_than_its_certificate_has_is_not_believed()
    {
        await using var server = await FakeServer.StartAsync(_certificate, ApiAnswers);

        Assert.Equal(Nothing, await LearnAsync(new Uri($"https://localhost:{server.Address.Port}")));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Where_nobody_answers_it_goes_on_with_what_is_known()
    {
        var port = FreePorts.Take();

        Assert.Equal(Nothing, await LearnAsync(new Uri($"https://127.0.0.1:{port}")));
    }

    [Fact]
    public async Task What_is_asked_counts_as_a_call_to_the_API_server()
    {
        var onlyVersion = new Dictionary<string, string> { ["GET /version"] = ApiAnswers["GET /version"] };
        await using var server = await FakeServer.StartAsync(_certificate, onlyVersion);
        _ = new ApiServerMetrics(_registry);

        await LearnAsync(server.Address);

        var scrape = await Scrape.OfAsync(_registry);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"200\"}"]);
        Assert.Equal(1, scrape["appmesh_inject_api_server_requests_total{verb=\"GET\",code=\"404\"}"]);
    }

    [Fact]
    public async Task Outside_a_cluster_nobody_is_asked()
    {
        var discovery = new ClusterDiscovery(_environment, TimeProvider.System, _log);

        Assert.Equal(Nothing, await discovery.LearnAsync(Nothing));
        Assert.StartsWith("the region is not known", _log.LatestRecord.Message, StringComparison.Ordinal);
    }

    private Task<ClusterInfo> LearnAsync(Uri server, ClusterInfo? known = null) =>
        new ClusterDiscovery(_environment, TimeProvider.System, _log)
        {
            Configuration = new InClusterConfiguration(server, _folder.FullName),
            Limit = TimeSpan.FromSeconds(3),
            Calls = new ApiServerMetrics(_registry),
        }.LearnAsync(known ?? Nothing);
}
