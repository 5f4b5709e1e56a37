using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Cases;

/// <summary>Runs the golden cases as library calls. AppMeshInject.Tests runs them against the native binary.</summary>
public static class GoldenCaseTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public static void Engine_returns_the_expected_result(string name)
    {
        var golden = GoldenCase.Load(name);
        var engine = Engine.Create(golden.Flags);
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
    public static void Second_injection_changes_nothing(string name)
    {
        var golden = GoldenCase.Load(name);
        var engine = Engine.Create(golden.Flags);
        var first = engine.Review(golden.Request);

        var second = engine.Review(golden.Request with { ObjectJson = first.ApplyTo(golden.Request).ToJsonString() });

        Assert.Null(second.Patch);
        Assert.Equal(first.Patch is null ? first.Reason : Reason.AlreadyInjected.Code, second.Reason);
    }
}
