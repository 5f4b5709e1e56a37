using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Reviews;
using Xunit;

namespace AppMeshInject.Tests.Cases;

public sealed class GoldenCaseTests(WebhookProcesses webhooks) : IClassFixture<WebhookProcesses>
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names()];

    public static TheoryData<string> CasesOfPods => [.. GoldenCase.Names().Where(name => GoldenCase.Load(name).Request.IsPodCreation)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_engine_does_with_the_pod_what_the_case_expects(string name)
    {
        var golden = GoldenCase.Load(name);

        AssertExpected(golden, Engine.Of(golden.Flags).Review(golden.Request));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_webhook_does_with_the_pod_what_the_case_expects_and_nothing_to_the_result(string name)
    {
        var golden = GoldenCase.Load(name);
        var webhook = await webhooks.WithAsync(golden.Flags);

        var first = await webhook.ReviewAsync(golden.Request);
        var second = await webhook.ReviewAsync(golden.Request with { ObjectJson = first.Mutated(golden.Request).ToJsonString() });

        AssertExpected(golden, first);
        Assert.Null(second.Patch);
        Assert.Equal(first.Patch is null ? first.Reason : Reason.AlreadyInjected.Code, second.Reason);
    }

    [Theory]
    [MemberData(nameof(CasesOfPods))]
    public async Task The_command_does_with_the_pod_what_the_case_expects(string name)
    {
        var golden = GoldenCase.Load(name);
        var expected = Expectation.Read(golden, PlaceholdersOf(golden));

        var result = await InjectCommandProcess.RunAsync(golden.Request, golden.Flags);

        Assert.Equal(expected.Allowed ? 0 : 1, result.ExitCode);
        Assert.Equal(expected.Reason, result.Reason);
        Assert.Equal(expected.Message, result.Message);
        Assert.Equal(expected.Warnings, result.Warnings);
        var mutated = expected.Mutated(golden.Request);
        Assert.True(JsonNode.DeepEquals(mutated, result.Printed), TextDifference.Of(mutated.ToString(), result.Printed.ToString()));
    }

    [Fact]
    public static void Only_the_cases_of_reviews_cannot_be_given_to_the_command() =>
        Assert.All(GoldenCase.Names().Except(CasesOfPods.Select(row => row.Data)), name => Assert.StartsWith("reviews/", name));

    private static void AssertExpected(GoldenCase golden, Outcome outcome)
    {
        var difference = Expectation.Difference(golden, outcome, PlaceholdersOf(golden));
        Assert.True(difference is null, difference);
    }

    private static Placeholders PlaceholdersOf(GoldenCase golden) => new(Engine.Of(golden.Flags).SettingsHash);
}
