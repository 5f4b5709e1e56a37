using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Testing.Reviews;
using Xunit;

namespace AppMeshInject.Tests.Cases;

/// <summary>
/// Runs the golden cases against the native binary. AppMeshInject.Injection.Tests runs them as library calls.
/// </summary>
public sealed class GoldenCaseTests(WebhookProcesses webhooks) : IClassFixture<WebhookProcesses>
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names()];

    public static TheoryData<string> PodCases =>
        [.. GoldenCase.Names().Where(name => GoldenCase.Load(name).Request.IsPodCreation)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Webhook_returns_the_expected_result_and_a_second_injection_changes_nothing(string name)
    {
        var golden = GoldenCase.Load(name);
        var webhook = await webhooks.GetAsync(golden.Flags);

        var first = await webhook.ReviewAsync(golden.Request);
        var injected = first.ApplyTo(golden.Request).ToJsonString();
        var second = await webhook.ReviewAsync(golden.Request with { ObjectJson = injected });

        var difference = Expectation.Difference(golden, first, GetPlaceholders(golden));
        Assert.True(difference is null, difference);
        Assert.Null(second.Patch);
        Assert.Equal(first.Patch is null ? first.Reason : Reason.AlreadyInjected.Code, second.Reason);
    }

    [Theory]
    [MemberData(nameof(PodCases))]
    public async Task Inject_command_returns_the_expected_result(string name)
    {
        var golden = GoldenCase.Load(name);
        var expected = Expectation.Read(golden, GetPlaceholders(golden));

        var result = await InjectCommandProcess.RunAsync(golden.Request, golden.Flags);

        Assert.Equal(expected.Allowed ? 0 : 1, result.ExitCode);
        Assert.Equal(expected.Reason, result.Reason);
        Assert.Equal(expected.Message, result.Message);
        Assert.Equal(expected.Warnings, result.Warnings);
        var pod = expected.ApplyTo(golden.Request);
        Assert.True(
            JsonNode.DeepEquals(pod, result.Printed),
            TextDifference.Compare(pod.ToString(), result.Printed.ToString()));
    }

    [Fact]
    public static void Only_the_group_reviews_has_cases_that_do_not_create_a_pod() =>
        Assert.All(
            GoldenCase.Names().Except(PodCases.Select(row => row.Data)),
            name => Assert.StartsWith("reviews/", name));

    private static Placeholders GetPlaceholders(GoldenCase golden) =>
        new(Engine.Create(golden.Flags).SettingsHash);
}
