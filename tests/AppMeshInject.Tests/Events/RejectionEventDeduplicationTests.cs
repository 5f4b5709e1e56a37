using AppMeshInject.Events;
using AppMeshInject.Tests.KubernetesApi;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AppMeshInject.Tests.Events;

/// <summary>Tests when an event is created, and when it is skipped as a duplicate.</summary>
public sealed class RejectionEventDeduplicationTests : RejectionEventTestBase
{
    [Theory]
    [InlineData("""{"metadata":{"ownerReferences":[]}}""")]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData("""{"metadata":{"ownerReferences":[{"kind":"Deployment","name":"web"}]}}""")]
    [InlineData(null)]
    public async Task Event_is_skipped_if_the_owner_has_no_owner_or_does_not_exist(string? owner)
    {
        await using var server = await FakeServer.StartAsync(Certificate, WithOwner(owner));
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Skipped, await ReportAsync(writer, PodOfReplicaSet));
        Assert.Empty(server.Bodies);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"web-7d4"}}""")]
    [InlineData(null)]
    public async Task Skipped_owner_is_requested_once_in_ten_minutes(string? owner)
    {
        await using var server = await FakeServer.StartAsync(Certificate, WithOwner(owner));
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Skipped, await ReportAsync(writer, PodOfReplicaSet));
        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Deduplicated, await ReportAsync(writer, PodOfReplicaSet));
        Assert.Single(server.Requests);
        Assert.Equal(EventOutcome.Skipped, await ReportAsync(writer, PodOfReplicaSet with { OwnerName = "web-5f9" }));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.Skipped, await ReportAsync(writer, PodOfReplicaSet));
    }

    [Fact]
    public async Task Event_is_created_again_after_a_conflict()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);
        server.Statuses[EventsPath] = StatusCodes.Status409Conflict;
        Assert.Equal(EventOutcome.Failed, await ReportAsync(writer, PodOfReplicaSet));

        server.Statuses.Clear();

        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));
    }

    [Fact]
    public async Task Workload_gets_one_event_in_ten_minutes()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));
        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(EventOutcome.Deduplicated, await ReportAsync(writer, PodOfReplicaSet));
        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfJob));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));
    }

    [Fact]
    public async Task Jobs_of_a_CronJob_and_ReplicaSets_of_a_Deployment_share_one_event()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfJob));
        Assert.Equal(
            EventOutcome.Deduplicated, await ReportAsync(writer, PodOfJob with { OwnerName = "backup-12345679" }));
        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));
        Assert.Equal(
            EventOutcome.Deduplicated, await ReportAsync(writer, PodOfReplicaSet with { OwnerName = "web-5f9" }));
    }

    [Fact]
    public async Task Deleted_owner_does_not_suppress_the_event_for_the_next_owner_of_the_workload()
    {
        await using var server = await FakeServer.StartAsync(Certificate, Responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Skipped, await ReportAsync(writer, PodOfJob with { OwnerName = "backup-12345670" }));
        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfJob));
    }

    [Fact]
    public async Task Event_is_created_after_an_earlier_failure()
    {
        var responses = new Dictionary<string, string>(Responses);
        responses.Remove(EventsPath);
        await using var server = await FakeServer.StartAsync(Certificate, responses);
        using var writer = CreateWriter(server.Address);

        Assert.Equal(EventOutcome.Failed, await ReportAsync(writer, PodOfReplicaSet));
        responses[EventsPath] = "{}";
        Assert.Equal(EventOutcome.Created, await ReportAsync(writer, PodOfReplicaSet));
    }

    // The responses of the API server with this owner of the pod; null if it does not exist.
    private static Dictionary<string, string> WithOwner(string? owner)
    {
        var responses = new Dictionary<string, string>(Responses);
        responses.Remove(ReplicaSetPath);
        if (owner is not null)
        {
            responses[ReplicaSetPath] = owner;
        }

        return responses;
    }
}
