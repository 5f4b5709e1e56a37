namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>The API server accepts the injected pods of the golden cases.</summary>
public sealed class GoldenCaseTests(InjectedCases cases) : IClassFixture<InjectedCases>
{
    private const int MinAccepted = 60;

    public static TheoryData<string> Names => [.. InjectedCases.Names];

    [ClusterTheory]
    [MemberData(nameof(Names))]
    public void The_injection_causes_no_validation_error(string name)
    {
        var result = cases.Results[name];
        Assert.SkipWhen(result.SkipReason is not null, result.SkipReason ?? "");

        Assert.Empty(result.InjectionErrors);
    }

    [ClusterFact]
    public void The_API_server_would_create_at_least_60_injected_pods()
    {
        var rejected = cases.Results.Where(entry => !entry.Value.IsAccepted).Select(entry => entry.Key).ToList();

        Assert.True(
            cases.Results.Count - rejected.Count >= MinAccepted, $"rejected or skipped: {string.Join(", ", rejected)}");
    }
}
