using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

/// <summary>Tests the rules and their order. Each rule has a trait that makes it match.</summary>
public sealed class RulesTests
{
    private static readonly (Reason Reason, Trait Trait)[] Rules =
    [
        (Reason.SystemNamespace, Trait.SystemNamespace),
        (Reason.HostNetwork, Trait.HostNetwork),
        (Reason.WindowsPod, Trait.Windows),
        (Reason.MirrorPod, Trait.Mirror),
        (Reason.DisabledByAnnotation, Trait.Disabled),
        (Reason.NotRequested, Trait.NotRequested),
        (Reason.AlreadyInjected, Trait.HasSidecars),
        (Reason.InvalidAnnotation, Trait.Malformed),
        (Reason.NoMesh, Trait.NoMesh),
    ];

    [Flags]
    private enum Trait
    {
        None = 0,
        SystemNamespace = 1,
        HostNetwork = 2,
        Windows = 4,
        Mirror = 8,
        Disabled = 16,
        NotRequested = 32,
        HasSidecars = 64,
        Malformed = 128,
        NoMesh = 256,
    }

    public static TheoryData<int, int> Pairs =>
    [
        .. from first in Enumerable.Range(0, Rules.Length) from second in Enumerable.Range(
            first, Rules.Length - first) select (first, second),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_first_rule_that_matches_decides(int first, int second) =>
        Assert.Equal(Rules[first].Reason, Decide(Rules[first].Trait | Rules[second].Trait).Reason);

    [Fact]
    public void A_pod_that_matches_no_rule_is_injected() =>
        Assert.Equal(Reason.Injected, Decide(Trait.None).Reason);

    [Fact]
    public void A_pod_that_matches_every_rule_gets_the_reason_of_the_first() =>
        Assert.Equal(
            Reason.SystemNamespace,
            Decide(Rules.Aggregate(Trait.None, (all, rule) => all | rule.Trait)).Reason);

    [Fact]
    public void The_rules_have_the_order_of_the_reasons() =>
        Assert.Equal(Rules.Select(rule => rule.Reason).Take(Rule.All.Length), Rule.All.Select(rule => rule.Reason));

    [Fact]
    public void Each_rule_describes_when_it_matches() =>
        Assert.All(Rule.All, rule => Assert.NotEmpty(rule.When));

    [Theory]
    [InlineData("kube-system", Reason.SystemNamespace)]
    [InlineData("kube-public", Reason.SystemNamespace)]
    [InlineData("kube-node-lease", Reason.SystemNamespace)]
    [InlineData("appmesh-inject", Reason.SystemNamespace)]
    [InlineData("kube-systems", Reason.Injected)]
    [InlineData("default", Reason.Injected)]
    public void Pods_of_system_namespaces_are_skipped(string @namespace, Reason expected) =>
        Assert.Equal(expected, Given.DecideIn(@namespace, Given.PodJson(), "--mesh-name=m").Reason);

    [Theory]
    [InlineData("enabled", "true", Reason.Injected)]
    [InlineData("enabled", "false", Reason.Injected)]
    [InlineData("disabled", "true", Reason.DisabledByAnnotation)]
    [InlineData("DISABLED", "true", Reason.DisabledByAnnotation)]
    [InlineData("disabled", "false", Reason.DisabledByAnnotation)]
    [InlineData("maybe", "true", Reason.Injected)]
    [InlineData("maybe", "false", Reason.NotRequested)]
    public void The_annotation_overrides_inject_default(string value, string injectDefault, Reason expected) =>
        Assert.Equal(
        expected, Given.Decide(
            Given.PodJson(Given.Annotations("sidecarInjectorWebhook", value)),
            "--inject-default=" + injectDefault).Reason);

    private static Decision Decide(Trait traits)
    {
        var annotations = new List<string>();
        if (traits.HasFlag(Trait.Disabled))
        {
            annotations.AddRange(["sidecarInjectorWebhook", "disabled"]);
        }

        if (traits.HasFlag(Trait.Malformed))
        {
            annotations.AddRange(["ports", "http"]);
        }

        var json = Given.Annotations([.. annotations]);
        if (traits.HasFlag(Trait.Mirror))
        {
            json = json.Insert(1, "\"kubernetes.io/config.mirror\":\"x\"" + (json == "{}" ? "" : ","));
        }

        var spec = new List<string>();
        if (traits.HasFlag(Trait.HostNetwork))
        {
            spec.Add("\"hostNetwork\":true");
        }

        if (traits.HasFlag(Trait.Windows))
        {
            spec.Add("\"os\":{\"name\":\"windows\"}");
        }

        if (traits.HasFlag(Trait.HasSidecars))
        {
            spec.Add("\"initContainers\":[{\"name\":\"proxyinit\"},{\"name\":\"envoy\"}]");
        }

        return Given.DecideIn(
            traits.HasFlag(Trait.SystemNamespace) ? "kube-system" : Given.Namespace,
            Given.PodJson(json, string.Join(',', spec)),
            traits.HasFlag(Trait.NoMesh) ? "--mesh-name=" : "--mesh-name=mesh",
            traits.HasFlag(Trait.NotRequested) ? "--inject-default=false" : "--inject-default=true");
    }
}
