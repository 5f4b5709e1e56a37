using System.Text.Json.Nodes;
using AppMeshInject.Certificates;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

/// <summary>Tests the management of certificates by several replicas that share an API server.</summary>
public sealed class CertificateControllerTests : IAsyncLifetime
{
    private readonly Replicas _replicas = new();

    private FakeApiServer Server => _replicas.Server;

    public ValueTask InitializeAsync() => _replicas.StartAsync();

    public ValueTask DisposeAsync() => _replicas.DisposeAsync();

    [Fact]
    public async Task First_check_creates_all_certificates_and_readiness_follows_when_every_API_server_trusts_them()
    {
        var replica = _replicas.Add();

        Assert.False(await replica.ReconcileAsync());
        Assert.NotNull(replica.Served);
        Assert.True(CaBundle.Parse(Server.Bundle).Trusts(replica.Served, _replicas.Now));
        Assert.False(replica.TrustState.IsEstablished);

        _replicas.Advance(TimeSpan.FromSeconds(7));
        Assert.False(await replica.ReconcileAsync());
        _replicas.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await replica.ReconcileAsync());
        Assert.True(replica.TrustState.IsEstablished);
        Assert.Equal(2, Server.Writes);
    }

    [Fact]
    public async Task Replicas_that_start_at_the_same_time_share_one_CA()
    {
        var replicas = Enumerable.Range(0, 5).Select(_ => _replicas.Add()).ToList();
        await Task.WhenAll(replicas.Select(replica => replica.ReconcileAsync()));
        await Task.WhenAll(replicas.Select(replica => replica.ReconcileAsync()));

        Assert.Single(CaBundle.Parse(Server.Bundle).Certificates);
        Assert.Single(replicas.Select(replica => replica.Served!.Thumbprint).Distinct());
    }

    [Fact]
    public async Task Additional_replica_is_ready_immediately()
    {
        await _replicas.AddReadyAsync();

        Assert.True(await _replicas.Add().ReconcileAsync());
    }

    [Fact]
    public async Task Renewed_certificate_of_the_same_CA_is_served_immediately()
    {
        var replica = await _replicas.AddReadyAsync();
        var first = replica.Served;

        _replicas.Advance(Given.ServingValidity * 2 / 3);
        await replica.ReconcileAsync();

        Assert.NotEqual(first, replica.Served);
        Assert.Single(CaBundle.Parse(Server.Bundle).Certificates);
    }

    [Fact]
    public async Task Certificate_of_a_new_CA_is_served_only_when_every_API_server_trusts_it()
    {
        var replica = await _replicas.AddReadyAsync();
        var first = replica.Served;

        _replicas.Advance(Given.ServingValidity * 0.6);
        Server.Secret!["data"]!["authority.key"] = "";
        Assert.False(await replica.ReconcileAsync());
        Assert.Equal(first, replica.Served);
        Assert.Equal(2, CaBundle.Parse(Server.Bundle).Certificates.Count());

        _replicas.Advance(TimeSpan.FromSeconds(7));
        Assert.False(await replica.ReconcileAsync());
        Assert.Equal(first, replica.Served);
        _replicas.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await replica.ReconcileAsync());
        Assert.NotEqual(first, replica.Served);
    }

    [Fact]
    public async Task Corrupted_caBundle_is_repaired_and_other_webhooks_are_unchanged()
    {
        var replica = await _replicas.AddReadyAsync();
        var bundle = Server.Bundle;

        Server.Bundle = "bm9uc2Vuc2U=";
        await replica.ReconcileAsync();

        Assert.Equal(bundle, Server.Bundle);
        Assert.Equal("b3RoZXI=", Server.Configuration!["webhooks"]![0]!["clientConfig"]!["caBundle"]!.ToString());
        Assert.True(replica.TrustState.IsEstablished);
    }

    [Fact]
    public async Task Concurrently_changed_caBundle_is_not_overwritten()
    {
        var replica = await _replicas.AddReadyAsync();
        Server.Bundle = "";
        Server.BeforeWrite = () => Server.Bundle = "bWVhbndoaWxl";

        Assert.False(await replica.ReconcileAsync());
        Assert.Equal("bWVhbndoaWxl", Server.Bundle);

        Server.BeforeWrite = null;
        await replica.ReconcileAsync();
        Assert.NotEqual("bWVhbndoaWxl", Server.Bundle);
    }

    [Fact]
    public async Task Deleted_or_empty_Secret_is_recreated_and_the_CA_of_the_served_certificate_stays_trusted()
    {
        var replica = await _replicas.AddReadyAsync();
        var served = replica.Served!;

        var empty = JsonNode.Parse("""{"metadata":{"resourceVersion":"77"},"data":{}}""")!.AsObject();
        foreach (var secret in new[] { null, empty })
        {
            Server.Secret = secret;
            await replica.ReconcileAsync();
            Assert.True(CaBundle.Parse(Server.Bundle).Trusts(served, _replicas.Now));
            Assert.True(replica.TrustState.IsEstablished);
        }

        Assert.Equal(3, CaBundle.Parse(Server.Bundle).Certificates.Count());
    }

    [Fact]
    public async Task Secret_with_a_serving_certificate_as_CA_is_repaired()
    {
        var replica = await _replicas.AddReadyAsync();
        var (data, served) = (Server.Secret!["data"]!, replica.Served!);
        (data["authority.crt"], data["authority.key"]) = (data["tls.crt"]!.DeepClone(), data["tls.key"]!.DeepClone());
        await replica.ReconcileAsync();
        _replicas.Advance(TimeSpan.FromSeconds(8));

        Assert.True(await replica.ReconcileAsync());
        Assert.NotEqual(served, replica.Served);
        Assert.True(CaBundle.Parse(Server.Bundle).Trusts(replica.Served!, _replicas.Now));
        Assert.Contains(
            replica.Log.Collector.GetSnapshot(),
            record => record.Message.EndsWith(
                "will be repaired: authority.crt is not a CA certificate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_webhook_configuration_does_not_delay_readiness_and_is_not_created()
    {
        Server.Configuration = null;
        var replica = _replicas.Add();
        await replica.ReconcileAsync();
        _replicas.Advance(TimeSpan.FromSeconds(8));

        Assert.True(await replica.ReconcileAsync());
        Assert.Null(Server.Configuration);
    }

    [Fact]
    public async Task Replica_stays_ready_if_the_webhook_configuration_is_deleted()
    {
        var replica = await _replicas.AddReadyAsync();
        Server.Configuration = null;

        Assert.True(await replica.ReconcileAsync());
        Assert.True(replica.TrustState.IsEstablished);
    }

    [Fact]
    public async Task Deleted_webhook_configuration_is_logged_once_and_its_metric_is_0_until_it_is_applied_again()
    {
        var replica = await _replicas.AddReadyAsync();
        var configuration = Server.Configuration;
        Assert.Equal(1, await replica.GetCaBundleUpToDateAsync());

        Server.Configuration = null;
        await replica.ReconcileAsync();
        await replica.ReconcileAsync();
        Assert.Equal(0, await replica.GetCaBundleUpToDateAsync());
        Assert.Equal(
            "Pods are not injected, because the MutatingWebhookConfiguration aws-app-mesh-inject with the webhook "
                + "aws-app-mesh-inject.aws.amazon.com does not exist. Apply it again.",
            Assert.Single(
                replica.RolloutLog.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);

        Server.Configuration = configuration;
        await replica.ReconcileAsync();
        Assert.Equal(1, await replica.GetCaBundleUpToDateAsync());
    }

    [Fact]
    public async Task Metric_is_NaN_before_a_certificate_is_served() =>
        Assert.Equal(double.NaN, await _replicas.Add().GetCaBundleUpToDateAsync());

    [Fact]
    public async Task Certificates_use_the_clock_of_the_API_server()
    {
        var replica = _replicas.Add(clockAhead: TimeSpan.FromDays(4000));
        await replica.ReconcileAsync();

        Assert.True(CaBundle.Parse(Server.Bundle).Trusts(replica.Served!, _replicas.Now));
        Assert.Equal(2, Server.Writes);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Certificate_is_served_if_the_API_server_rejects_calls(int status)
    {
        var replica = await _replicas.AddReadyAsync();
        var served = replica.Served;
        Server.Status = status;

        var exception = await Assert.ThrowsAsync<ApiException>(replica.ReconcileAsync);
        Assert.Equal(status, (int?)exception.Status);
        Assert.Contains("the account may not do that", exception.Message, StringComparison.Ordinal);
        Assert.Equal(served, replica.Served);
        Assert.True(replica.TrustState.IsEstablished);
    }

    [Theory]
    [InlineData(403, "the account may not do that")]
    [InlineData(FakeApiServer.ConnectionAborted, "")]
    public async Task Failed_check_is_logged_and_retried_until_it_succeeds(int status, string problem)
    {
        Server.Status = status;
        var replica = _replicas.Add();
        await replica.StartAsync();
        await RunningProgram.WaitUntilAsync(
            () => AdvanceUntilAsync(CountFailures(replica) >= 3), () => "no further attempt follows");
        Assert.Contains(problem, replica.Log.LatestRecord.Message, StringComparison.Ordinal);
        Assert.Null(replica.Served);

        Server.Status = 0;
        await RunningProgram.WaitUntilAsync(
            () => AdvanceUntilAsync(replica.TrustState.IsEstablished), () => "the replica does not become ready");
        await replica.StopAsync();
    }

    private static int CountFailures(Replicas.Replica replica) =>
        replica.Log.Collector.GetSnapshot().Count(record =>
            record.Message.StartsWith("Cannot check or renew the certificates", StringComparison.Ordinal));

    private Task<bool> AdvanceUntilAsync(bool condition)
    {
        _replicas.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(condition);
    }
}
