using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class ExplainerTests
{
    [Fact]
    public void The_rules_before_the_one_that_decides_have_passed_and_those_behind_it_are_not_asked()
    {
        var steps = Explain(Given.PodJson(spec: """ "hostNetwork": true """)).Steps;

        var decided = steps.ToList().FindIndex(step => step.Outcome == RuleOutcome.Decided);
        Assert.Equal(Reason.HostNetwork, steps[decided].Reason);
        Assert.Equal([new RuleInput("spec.hostNetwork", "true")], steps[decided].Inputs);
        Assert.All(steps.Take(decided), step => Assert.Equal(RuleOutcome.Passed, step.Outcome));
        Assert.All(steps.Skip(decided + 1), step => Assert.Equal((RuleOutcome.NotAsked, 0), (step.Outcome, step.Inputs.Count)));
    }

    [Fact]
    public void A_pod_that_has_every_part_is_told_the_parts()
    {
        var pod = Given.PodJson(containers: """[{"name":"web"},{"name":"envoy"},{"name":"xray-daemon"}]""", spec: """ "initContainers":[{"name":"proxyinit"}] """);

        var inputs = Explain(pod, "--enable-xray-tracing").Steps.Single(step => step.Outcome == RuleOutcome.Decided).Inputs;

        Assert.Equal([new("container envoy", "there"), new("container proxyinit", "there"), new("container xray-daemon", "there")], inputs);
    }

    [Fact]
    public void Each_fault_is_told_by_itself()
    {
        var explanation = Explain(Given.PodJson(Given.Annotations("ports", "http", "ipv6", "maybe")));

        Assert.Equal(2, explanation.Decision.Errors.Count);
        Assert.Equal(explanation.Decision.Errors, explanation.Steps.Single(step => step.Outcome == RuleOutcome.Decided).Inputs.Select(input => input.Value));
    }

    [Fact]
    public void Without_a_mesh_it_tells_where_one_could_have_been_named()
    {
        var explanation = Explain(Given.PodJson(), "--mesh-name=");

        Assert.Null(explanation.Mesh);
        Assert.Equal(
            [new("annotation appmesh.k8s.aws/mesh", null), new("setting mesh-name", null)],
            explanation.Steps.Single(step => step is { Reason: Reason.NoMesh, Outcome: RuleOutcome.Decided }).Inputs);
    }

    private static Explanation Explain(string podJson, params string[] flags)
    {
        var settings = Given.Settings(["--mesh-name=mesh", .. flags]);
        var pod = Given.Pod(podJson);
        return new Explainer(settings, ClusterInfo.From(settings)).Explain(pod, Given.Namespace, Workload.Of(pod));
    }
}
