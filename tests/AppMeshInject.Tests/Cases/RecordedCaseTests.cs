using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Recorded;
using Xunit;

namespace AppMeshInject.Tests.Cases;

public sealed class RecordedCaseTests(WebhookProcesses webhooks) : IClassFixture<WebhookProcesses>
{
    public static TheoryData<string> Cases => [.. RecordedCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_webhook_relates_to_what_the_predecessor_made_of_the_pod(string name)
    {
        var recorded = RecordedCase.Load(name);
        var webhook = await webhooks.GetAsync(recorded.Flags);

        var first = await webhook.ReviewAsync(recorded.Request);
        var second = await webhook.ReviewAsync(recorded.Request with { ObjectJson = first.ApplyTo(recorded.Request).ToJsonString() });

        var differences = RecordedRelation.Differences(recorded, first);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Null(second.Patch);
    }
}
