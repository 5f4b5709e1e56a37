using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Cases;

public static class GoldenCaseTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public static void The_engine_does_with_the_pod_what_the_case_expects(string name)
    {
        var golden = GoldenCase.Load(name);
        var engine = Engine.Of(golden.Flags);
        var outcome = engine.Review(golden.Request);
        var placeholders = new Placeholders(engine.SettingsHash);
        if (Expectation.IsUpdating)
        {
            Expectation.Update(golden, outcome, placeholders);
        }

        var difference = Expectation.Difference(golden, outcome, placeholders);
        Assert.True(difference is null, difference);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public static void Injecting_the_result_again_changes_nothing(string name)
    {
        var golden = GoldenCase.Load(name);
        var engine = Engine.Of(golden.Flags);
        var first = engine.Review(golden.Request);

        var second = engine.Review(golden.Request with { ObjectJson = first.Mutated(golden.Request).ToJsonString() });

        Assert.Null(second.Patch);
        Assert.Equal(first.Patch is null ? first.Reason : Reason.AlreadyInjected.Code, second.Reason);
    }
}
