using System.Security.Cryptography.X509Certificates;
using AppMeshInject.Certificates;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Telemetry;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Telemetry;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>The certificate controllers of several replicas, and the API server that they share.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appmesh-inject-tests-");
    private readonly FakeTimeProvider _time = new(Given.Start);
    private readonly List<Replica> _replicas = [];
    private TestCertificate _certificate = null!;

    public FakeApiServer Server { get; private set; } = null!;

    public DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask StartAsync()
    {
        _certificate = new TestCertificate(_folder.FullName);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "ca.crt"), _certificate.CaPem);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "token"), "pod-token\n");
        Server = await FakeApiServer.StartAsync(_certificate, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _replicas.ForEach(replica => replica.Dispose());
        await Server.DisposeAsync();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Advances the clock of the API server and of the replicas.</summary>
    public void Advance(TimeSpan time) => _time.Advance(time);

    /// <summary>Adds a replica.</summary>
    /// <param name="clockAhead">The time by which its clock is ahead of the API server.</param>
    public Replica Add(TimeSpan clockAhead = default)
    {
        var clock = clockAhead == default ? _time : new FakeTimeProvider(Now + clockAhead);
        var replica = new Replica(new InClusterConfiguration(Server.Address, _folder.FullName), clock);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Adds a replica and waits until it is ready.</summary>
    public async Task<Replica> AddReadyAsync()
    {
        var replica = Add();
        await replica.ReconcileAsync();
        Advance(TimeSpan.FromSeconds(8));
        await replica.ReconcileAsync();
        return replica;
    }

    /// <summary>The certificate controller of a replica.</summary>
    internal sealed class Replica : IDisposable
    {
        private readonly ServingCertificate _certificate = new();
        private readonly CertificateController _controller;
        private readonly MetricsRegistry _registry = new();

        public Replica(InClusterConfiguration cluster, TimeProvider time)
        {
            var metrics = new CertificateMetrics(_registry, _certificate);
            var rollout = new CertificateRollout(_certificate, TrustState, metrics, time, RolloutLog);
            _controller = new CertificateController(
                new CertificateControllerOptions(cluster, "appmesh-inject", Given.Policy),
                rollout,
                metrics,
                new ApiServerMetrics(_registry),
                time,
                Log);
        }

        public FakeLogger<CertificateController> Log { get; } = new();

        public FakeLogger<CertificateRollout> RolloutLog { get; } = new();

        public CertificateTrustState TrustState { get; } = new(isEstablished: false);

        /// <summary>The certificate that new connections get.</summary>
        public X509Certificate2? Served => _certificate.NotAfter is null
            ? null
            : _certificate.Options.ServerCertificateContext!.TargetCertificate;

        /// <summary>Gets the metric that shows whether the caBundle is up to date.</summary>
        public async Task<double> GetCaBundleUpToDateAsync() =>
            (await Scrape.CreateAsync(_registry))["appmesh_inject_ca_bundle_up_to_date"];

        public void Dispose() => _controller.Dispose();

        /// <summary>Starts the background service.</summary>
        public Task StartAsync() => _controller.StartAsync(TestContext.Current.CancellationToken);

        public Task StopAsync() => _controller.StopAsync(TestContext.Current.CancellationToken);

        public Task<bool> ReconcileAsync() => _controller.ReconcileAsync(TestContext.Current.CancellationToken);
    }
}
