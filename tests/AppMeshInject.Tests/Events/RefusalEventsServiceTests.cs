using AppMeshInject.Events;
using AppMeshInject.Tests.KubernetesApi;
using AppMeshInject.Tests.Telemetry;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests the background service that writes events.</summary>
public sealed class RefusalEventsServiceTests : RefusalEventsTestBase
{
    [Fact]
    public async Task An_API_server_that_is_not_there_ends_nothing()
    {
        using var events = Events(new Uri("https://127.0.0.1:1"));

        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfJob));
    }

    [Fact]
    public async Task Events_are_written_a_second_apart_and_counted()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);
        Queue.Offer(RejectedPods.Of("ReplicaSet", "web-7d4"));
        Queue.Offer(RejectedPods.Of("Job", "backup-12345678"));
        await events.StartAsync(TestContext.Current.CancellationToken);

        await Hosting.RunningProgram.WaitUntilAsync(async () => await WrittenAsync() == 1, () => "the first event was not written");
        Assert.Single(server.Bodies);
        await Hosting.RunningProgram.WaitUntilAsync(
            async () =>
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                return await WrittenAsync() == 2;
            },
            () => "the second event was not written");

        Assert.Equal(2, server.Bodies.Count);
        await events.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Written", 1)]
    [InlineData("Repeated", 2)]
    public async Task It_ends_quietly_between_two_events_and_while_it_waits_for_one(string last, int offered)
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);
        for (var i = 0; i < offered; i++)
        {
            Queue.Offer(RejectedPods.Of("ReplicaSet", "web-7d4"));
        }

        await events.StartAsync(TestContext.Current.CancellationToken);
        await Hosting.RunningProgram.WaitUntilAsync(
            async () =>
            {
                if (await CountAsync(last) == 1)
                {
                    return true;
                }

                Time.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            () => "the last refusal was not read");

        await events.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TaskStatus.RanToCompletion, events.ExecuteTask?.Status);
    }

    private Task<double> WrittenAsync() => CountAsync("Written");

    private async Task<double> CountAsync(string outcome) => (await Scrape.OfAsync(Registry))[$"appmesh_inject_events_total{{outcome=\"{outcome}\"}}"];
}
