using AppMeshInject.Admission;
using AppMeshInject.Events;
using AppMeshInject.Tests.KubernetesApi;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests the background service that creates events.</summary>
public sealed class RejectionEventServiceTests : RejectionEventTestBase
{
    [Fact]
    public async Task Unreachable_API_server_makes_events_fail_and_nothing_else()
    {
        using var writer = CreateWriter(new Uri("https://127.0.0.1:1"));

        Assert.Equal(EventOutcome.Failed, await ReportAsync(writer, PodOfReplicaSet));
        Assert.Equal(EventOutcome.Failed, await ReportAsync(writer, PodOfJob));
    }

    [Fact]
    public async Task Events_are_created_a_second_apart_and_counted()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);
        Queue.Add(RejectedAdmissions.Create("ReplicaSet", "web-7d4"));
        Queue.Add(RejectedAdmissions.Create("Job", "backup-12345678"));
        await writer.StartAsync(TestContext.Current.CancellationToken);

        await Hosting.RunningProgram.WaitUntilAsync(
            async () => await CountCreatedAsync() == 1, () => "the first event was not created");
        Assert.Single(server.Bodies);
        await Hosting.RunningProgram.WaitUntilAsync(
            async () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                return await CountCreatedAsync() == 2;
            },
            () => "the second event was not created");

        Assert.Equal(2, server.Bodies.Count);
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Created", 1)]
    [InlineData("Deduplicated", 2)]
    public async Task Service_stops_without_an_error_between_two_events_and_while_it_waits(
        string lastOutcome, int count)
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);
        for (var i = 0; i < count; i++)
        {
            Queue.Add(RejectedAdmissions.Create("ReplicaSet", "web-7d4"));
        }

        await writer.StartAsync(TestContext.Current.CancellationToken);
        await Hosting.RunningProgram.WaitUntilAsync(
            async () =>
            {
                if (await CountAsync(lastOutcome) == 1)
                {
                    return true;
                }

                Time.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            () => "the last pod was not read");

        await writer.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TaskStatus.RanToCompletion, writer.ExecuteTask?.Status);
    }

    private Task<double> CountCreatedAsync() => CountAsync("Created");

    private async Task<double> CountAsync(string outcome) =>
        (await Scrape.CreateAsync(Registry))[$"appmesh_inject_events_total{{outcome=\"{outcome}\"}}"];
}
