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

/// <summary>Replicas of the injector, as far as their certificates go, and the API server that they share.</summary>
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

    /// <summary>Lets time go by.</summary>
    public void Pass(TimeSpan time) => _time.Advance(time);

    /// <summary>Another replica.</summary>
    /// <param name="clockAhead">By how much its clock is ahead of the API server's.</param>
    public Replica Add(TimeSpan clockAhead = default)
    {
        var clock = clockAhead == default ? _time : new FakeTimeProvider(Now + clockAhead);
        var replica = new Replica(new InClusterConfiguration(Server.Address, _folder.FullName), clock);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>A replica that is ready.</summary>
    public async Task<Replica> SettledAsync()
    {
        var replica = Add();
        await replica.StepAsync();
        Pass(TimeSpan.FromSeconds(8));
        await replica.StepAsync();
        return replica;
    }

    /// <summary>A replica.</summary>
    internal sealed class Replica : IDisposable
    {
        private readonly ServingCertificate _certificate = new();
        private readonly ManagedCertificates _managed;
        private readonly MetricsRegistry _registry = new();

        public Replica(InClusterConfiguration cluster, TimeProvider time)
        {
            var metrics = new CertificateMetrics(_registry, _certificate);
            var serving = new CertificateRollout(_certificate, Standing, metrics, time, ServingLog);
            _managed = new ManagedCertificates(
                new ManagedCertificateOptions(cluster, "appmesh-inject", Given.Policy), serving, metrics, new ApiServerMetrics(_registry), time, Log);
        }

        public FakeLogger<ManagedCertificates> Log { get; } = new();

        public FakeLogger<CertificateRollout> ServingLog { get; } = new();

        public CertificateTrustState Standing { get; } = new(isEstablished: false);

        /// <summary>The certificate that a new connection gets.</summary>
        public X509Certificate2? Served => _certificate.NotAfter is null ? null : _certificate.Options.ServerCertificateContext!.TargetCertificate;

        /// <summary>Whether the bundle is in step, as its metric has it.</summary>
        public async Task<double> InStepAsync() => (await Scrape.OfAsync(_registry))["appmesh_inject_ca_bundle_up_to_date"];

        public void Dispose() => _managed.Dispose();

        /// <summary>Has it look again and again by itself.</summary>
        public Task StartAsync() => _managed.StartAsync(TestContext.Current.CancellationToken);

        public Task StopAsync() => _managed.StopAsync(TestContext.Current.CancellationToken);

        public Task<bool> StepAsync() => _managed.StepAsync(TestContext.Current.CancellationToken);
    }
}
