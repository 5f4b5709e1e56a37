using System.Text.Json.Nodes;
using AppMeshInject.Testing.Recorded;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Injection.Tests.Cases;

/// <summary>Tests that the relation to the recorded cases detects differences.</summary>
public static class RecordedRelationTests
{
    private const string Name = "recorded-controller/sds-004";

    [Theory]
    [InlineData("\"value\":\"22", "\"value\":\"23")]
    [InlineData("fsGroup\",\"value\":1337", "fsGroup\",\"value\":1338")]
    [InlineData("\"name\":\"APPMESH_PREVIEW\"", "\"name\":\"APPMESH_PREVUE\"")]
    [InlineData("\"mountPath\":\"/certs\"", "\"mountPath\":\"/elsewhere\"")]
    [InlineData("\"secretName\":\"tls\"", "\"secretName\":\"other\"")]
    [InlineData("\"cpu\":", "\"cpus\":")]
    [InlineData("\"runAsUser\":1337", "\"runAsUser\":1338")]
    [InlineData("\"containerPort\":9901", "\"containerPort\":9902")]
    [InlineData("\"name\":\"envoy\"", "\"name\":\"envoi\"")]
    public static void A_difference_is_found(string original, string changed)
    {
        var recorded = RecordedCase.Load(Name);
        var outcome = Engine.Create(recorded.Flags).Review(recorded.Request);
        var patch = outcome.Patch!.ToJsonString();
        var tampered = patch.Replace(original, changed, StringComparison.Ordinal);

        Assert.NotEqual(patch, tampered);
        Assert.Empty(RecordedRelation.Differences(recorded, outcome));
        Assert.NotEmpty(
            RecordedRelation.Differences(recorded, outcome with { Patch = JsonNode.Parse(tampered)!.AsArray() }));
    }

    [Fact]
    public static void A_pod_without_patch_or_a_rejected_pod_is_a_difference()
    {
        var recorded = RecordedCase.Load(Name);
        var outcome = Engine.Create(recorded.Flags).Review(recorded.Request);

        Assert.NotEmpty(RecordedRelation.Differences(recorded, outcome with { Patch = null }));
        Assert.NotEmpty(RecordedRelation.Differences(recorded, outcome with { Allowed = false }));
    }
}
