using AppMeshInject.Events;
using AppMeshInject.Tests.KubernetesApi;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests when an event is written and when it is skipped as repeated.</summary>
public sealed class RefusalEventDeduplicationTests : RefusalEventsTestBase
{
    [Theory]
    [InlineData("""{"metadata":{"ownerReferences":[]}}""")]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData("""{"metadata":{"ownerReferences":[{"kind":"Deployment","name":"web"}]}}""")]
    [InlineData(null)]
    public async Task Where_the_owner_has_no_owner_or_is_gone_nothing_is_told(string? owner)
    {
        await using var server = await FakeServer.StartAsync(Certificate, WithOwner(owner));
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
        Assert.Empty(server.Bodies);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData(null)]
    public async Task An_owner_of_which_nothing_is_to_be_told_is_asked_for_once_in_ten_minutes(string? owner)
    {
        await using var server = await FakeServer.StartAsync(Certificate, WithOwner(owner));
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet));
        Assert.Single(server.Requests);
        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet with { OwnerName = "web-5f9" }));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task An_event_that_another_stands_in_the_way_of_is_written_the_next_time()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);
        server.Statuses[EventsPath] = StatusCodes.Status409Conflict;
        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));

        server.Statuses.Clear();

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task Of_one_workload_there_is_one_event_in_ten_minutes()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    [Fact]
    public async Task Each_Job_of_a_CronJob_and_each_ReplicaSet_of_a_Deployment_is_of_one_workload()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfJob with { OwnerName = "backup-12345679" }));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
        Assert.Equal(EventOutcome.Repeated, await TellAsync(events, OfReplicaSet with { OwnerName = "web-5f9" }));
    }

    [Fact]
    public async Task An_owner_that_is_gone_does_not_keep_from_telling_of_the_next_of_its_workload()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.NotNeeded, await TellAsync(events, OfJob with { OwnerName = "backup-12345670" }));
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfJob));
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_the_next_time()
    {
        var answers = new Dictionary<string, string>(Answers);
        answers.Remove(EventsPath);
        await using var server = await FakeServer.StartAsync(Certificate, answers);
        using var events = Events(server.Address);

        Assert.Equal(EventOutcome.Failed, await TellAsync(events, OfReplicaSet));
        answers[EventsPath] = "{}";
        Assert.Equal(EventOutcome.Written, await TellAsync(events, OfReplicaSet));
    }

    // The API server's answers where this is the pod's owner; null where that is gone.
    private static Dictionary<string, string> WithOwner(string? owner)
    {
        var answers = new Dictionary<string, string>(Answers);
        answers.Remove(ReplicaSetPath);
        if (owner is not null)
        {
            answers[ReplicaSetPath] = owner;
        }

        return answers;
    }
}
