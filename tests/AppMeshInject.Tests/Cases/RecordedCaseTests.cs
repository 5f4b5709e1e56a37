using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Recorded;
using Xunit;

namespace AppMeshInject.Tests.Cases;

/// <summary>Compares the results of the native binary with the recorded results of the predecessor.</summary>
public sealed class RecordedCaseTests(WebhookProcesses webhooks) : IClassFixture<WebhookProcesses>
{
    public static TheoryData<string> Cases => [.. RecordedCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Webhook_result_has_the_expected_relation_to_the_predecessor(string name)
    {
        var recorded = RecordedCase.Load(name);
        var webhook = await webhooks.GetAsync(recorded.Flags);

        var first = await webhook.ReviewAsync(recorded.Request);
        var injected = first.ApplyTo(recorded.Request).ToJsonString();
        var second = await webhook.ReviewAsync(recorded.Request with { ObjectJson = injected });

        var differences = RecordedRelation.Differences(recorded, first);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Null(second.Patch);
    }
}
