namespace AppMeshInject.ClusterTests.Acceptance;

/// <summary>What the golden cases expect is also what an API server takes.</summary>
public sealed class GoldenCaseTests(InjectedCases cases) : IClassFixture<InjectedCases>
{
    private const int FewestCases = 60;

    public static TheoryData<string> Names => [.. InjectedCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_API_server_has_nothing_against_the_injection(string name)
    {
        var verdict = cases.Verdicts[name];
        Assert.SkipWhen(verdict.Skipped is not null, verdict.Skipped ?? "");

        Assert.Empty(verdict.Complaints);
    }

    [Fact]
    public void At_least_60_injected_pods_would_be_created()
    {
        var others = cases.Verdicts.Where(entry => !entry.Value.IsTaken).Select(entry => entry.Key).ToList();

        Assert.True(cases.Verdicts.Count - others.Count >= FewestCases, $"not created: {string.Join(", ", others)}");
    }
}
