using System.Text.Json.Nodes;
using AppMeshInject.Certificates;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AppMeshInject.Tests.Certificates;

public sealed class ManagedCertificatesTests : IAsyncLifetime
{
    private readonly Replicas _replicas = new();

    private FakeApiServer Server => _replicas.Server;

    public ValueTask InitializeAsync() => _replicas.StartAsync();

    public ValueTask DisposeAsync() => _replicas.DisposeAsync();

    [Fact]
    public async Task The_first_look_makes_everything_and_readiness_follows_once_it_is_known_everywhere()
    {
        var replica = _replicas.Add();

        Assert.False(await replica.StepAsync());
        Assert.NotNull(replica.Served);
        Assert.True(TrustBundle.Read(Server.Bundle).Verifies(replica.Served, _replicas.Now));
        Assert.False(replica.Standing.IsEstablished);

        _replicas.Pass(TimeSpan.FromSeconds(7));
        Assert.False(await replica.StepAsync());
        _replicas.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await replica.StepAsync());
        Assert.True(replica.Standing.IsEstablished);
        Assert.Equal(2, Server.Writes);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_share_one_authority()
    {
        var replicas = Enumerable.Range(0, 5).Select(_ => _replicas.Add()).ToList();
        await Task.WhenAll(replicas.Select(replica => replica.StepAsync()));
        await Task.WhenAll(replicas.Select(replica => replica.StepAsync()));

        Assert.Single(TrustBundle.Read(Server.Bundle).Authorities);
        Assert.Single(replicas.Select(replica => replica.Served!.Thumbprint).Distinct());
    }

    [Fact]
    public async Task A_replica_that_joins_is_ready_at_once()
    {
        await _replicas.SettledAsync();

        Assert.True(await _replicas.Add().StepAsync());
    }

    [Fact]
    public async Task A_renewed_certificate_of_the_same_authority_is_served_once_all_had_time_to_see_it()
    {
        var replica = await _replicas.SettledAsync();
        var first = replica.Served;

        _replicas.Pass(Given.CertificateLife * 2 / 3);
        await replica.StepAsync();

        Assert.NotEqual(first, replica.Served);
        Assert.Single(TrustBundle.Read(Server.Bundle).Authorities);
    }

    [Fact]
    public async Task A_certificate_of_a_new_authority_waits_until_that_is_known_everywhere()
    {
        var replica = await _replicas.SettledAsync();
        var first = replica.Served;

        _replicas.Pass(Given.CertificateLife * 0.6);
        Server.Secret!["data"]!["authority.key"] = "";
        Assert.False(await replica.StepAsync());
        Assert.Equal(first, replica.Served);
        Assert.Equal(2, TrustBundle.Read(Server.Bundle).Authorities.Count());

        _replicas.Pass(TimeSpan.FromSeconds(7));
        Assert.False(await replica.StepAsync());
        Assert.Equal(first, replica.Served);
        _replicas.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await replica.StepAsync());
        Assert.NotEqual(first, replica.Served);
    }

    [Fact]
    public async Task A_bundle_that_somebody_broke_is_mended_and_other_webhooks_are_left_alone()
    {
        var replica = await _replicas.SettledAsync();
        var bundle = Server.Bundle;

        Server.Bundle = "bm9uc2Vuc2U=";
        await replica.StepAsync();

        Assert.Equal(bundle, Server.Bundle);
        Assert.Equal("b3RoZXI=", Server.Configuration!["webhooks"]![0]!["clientConfig"]!["caBundle"]!.ToString());
        Assert.True(replica.Standing.IsEstablished);
    }

    [Fact]
    public async Task A_bundle_is_not_written_over_one_that_changed_meanwhile()
    {
        var replica = await _replicas.SettledAsync();
        Server.Bundle = "";
        Server.BeforeWrite = () => Server.Bundle = "bWVhbndoaWxl";

        Assert.False(await replica.StepAsync());
        Assert.Equal("bWVhbndoaWxl", Server.Bundle);

        Server.BeforeWrite = null;
        await replica.StepAsync();
        Assert.NotEqual("bWVhbndoaWxl", Server.Bundle);
    }

    [Fact]
    public async Task A_Secret_that_is_gone_or_empty_is_made_anew_and_the_authority_that_is_served_stays_trusted()
    {
        var replica = await _replicas.SettledAsync();
        var served = replica.Served!;

        foreach (var spoilt in new[] { null, JsonNode.Parse("""{"metadata":{"resourceVersion":"77"},"data":{}}""")!.AsObject() })
        {
            Server.Secret = spoilt;
            await replica.StepAsync();
            Assert.True(TrustBundle.Read(Server.Bundle).Verifies(served, _replicas.Now));
            Assert.True(replica.Standing.IsEstablished);
        }

        Assert.Equal(3, TrustBundle.Read(Server.Bundle).Authorities.Count());
    }

    [Fact]
    public async Task A_Secret_whose_authority_was_swapped_for_a_certificate_is_made_anew()
    {
        var replica = await _replicas.SettledAsync();
        var (data, served) = (Server.Secret!["data"]!, replica.Served!);
        (data["authority.crt"], data["authority.key"]) = (data["tls.crt"]!.DeepClone(), data["tls.key"]!.DeepClone());
        await replica.StepAsync();
        _replicas.Pass(TimeSpan.FromSeconds(8));

        Assert.True(await replica.StepAsync());
        Assert.NotEqual(served, replica.Served);
        Assert.True(TrustBundle.Read(Server.Bundle).Verifies(replica.Served!, _replicas.Now));
        Assert.Contains(replica.Log.Collector.GetSnapshot(), record => record.Message.EndsWith("is made anew: authority.crt is no authority", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_configuration_there_is_nobody_to_wait_for_and_none_is_made()
    {
        Server.Configuration = null;
        var replica = _replicas.Add();
        await replica.StepAsync();
        _replicas.Pass(TimeSpan.FromSeconds(8));

        Assert.True(await replica.StepAsync());
        Assert.Null(Server.Configuration);
    }

    [Fact]
    public async Task A_configuration_that_is_deleted_leaves_a_ready_replica_ready()
    {
        var replica = await _replicas.SettledAsync();
        Server.Configuration = null;

        Assert.True(await replica.StepAsync());
        Assert.True(replica.Standing.IsEstablished);
    }

    [Fact]
    public async Task A_configuration_that_is_deleted_is_told_of_once_and_counts_as_out_of_step_until_it_is_back()
    {
        var replica = await _replicas.SettledAsync();
        var configuration = Server.Configuration;
        Assert.Equal(1, await replica.InStepAsync());

        Server.Configuration = null;
        await replica.StepAsync();
        await replica.StepAsync();
        Assert.Equal(0, await replica.InStepAsync());
        Assert.Equal(
            "there is no MutatingWebhookConfiguration aws-app-mesh-inject with a webhook aws-app-mesh-inject.aws.amazon.com: no pod is injected until it is applied again",
            Assert.Single(replica.ServingLog.Collector.GetSnapshot(), record => record.Level == LogLevel.Warning).Message);

        Server.Configuration = configuration;
        await replica.StepAsync();
        Assert.Equal(1, await replica.InStepAsync());
    }

    [Fact]
    public async Task Nothing_is_said_of_the_bundle_before_a_certificate_is_served() =>
        Assert.Equal(double.NaN, await _replicas.Add().InStepAsync());

    [Fact]
    public async Task Certificates_go_by_the_clock_of_the_API_server()
    {
        var replica = _replicas.Add(clockAhead: TimeSpan.FromDays(4000));
        await replica.StepAsync();

        Assert.True(TrustBundle.Read(Server.Bundle).Verifies(replica.Served!, _replicas.Now));
        Assert.Equal(2, Server.Writes);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Where_the_API_server_refuses_the_last_certificate_is_served_on(int status)
    {
        var replica = await _replicas.SettledAsync();
        var served = replica.Served;
        Server.Status = status;

        var exception = await Assert.ThrowsAsync<ApiException>(replica.StepAsync);
        Assert.Equal(status, (int?)exception.Status);
        Assert.Contains("the account may not do that", exception.Message, StringComparison.Ordinal);
        Assert.Equal(served, replica.Served);
        Assert.True(replica.Standing.IsEstablished);
    }

    [Theory]
    [InlineData(403, "the account may not do that")]
    [InlineData(FakeApiServer.Broken, "")]
    public async Task What_fails_is_told_and_tried_again_until_it_works(int status, string problem)
    {
        Server.Status = status;
        var replica = _replicas.Add();
        await replica.StartAsync();
        await RunningProgram.WaitUntilAsync(() => TimePassesUntil(Failures(replica) >= 3), () => "it does not try again");
        Assert.Contains(problem, replica.Log.LatestRecord.Message, StringComparison.Ordinal);
        Assert.Null(replica.Served);

        Server.Status = 0;
        await RunningProgram.WaitUntilAsync(() => TimePassesUntil(replica.Standing.IsEstablished), () => "it does not recover");
        await replica.StopAsync();
    }

    private static int Failures(Replicas.Replica replica) =>
        replica.Log.Collector.GetSnapshot().Count(record => record.Message.StartsWith("the certificates could not be looked after", StringComparison.Ordinal));

    private Task<bool> TimePassesUntil(bool condition)
    {
        _replicas.Pass(TimeSpan.FromSeconds(1));
        return Task.FromResult(condition);
    }
}
