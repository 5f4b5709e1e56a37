using AppMeshInject.Testing.Recorded;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Cases;

public static class RecordedCaseTests
{
    public static TheoryData<string> Cases => [.. RecordedCase.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public static void The_patch_relates_to_the_recorded_patch(string name)
    {
        var recorded = RecordedCase.Load(name);
        var engine = Engine.Create(recorded.Flags);

        var first = engine.Review(recorded.Request);
        var second = engine.Review(
            recorded.Request with { ObjectJson = first.ApplyTo(recorded.Request).ToJsonString() });

        var differences = RecordedRelation.Differences(recorded, first);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.Null(second.Patch);
    }
}
