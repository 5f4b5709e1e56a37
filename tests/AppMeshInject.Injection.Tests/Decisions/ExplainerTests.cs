using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class ExplainerTests
{
    [Fact]
    public void Rules_before_the_matching_rule_do_not_match_and_later_rules_are_not_evaluated()
    {
        var steps = Explain(Given.PodJson(spec: """ "hostNetwork": true """)).Steps;

        var matched = steps.ToList().FindIndex(step => step.Outcome == RuleOutcome.Matched);
        Assert.Equal(Reason.HostNetwork, steps[matched].Reason);
        Assert.Equal([new RuleInput("spec.hostNetwork", "true")], steps[matched].Inputs);
        Assert.All(steps.Take(matched), step => Assert.Equal(RuleOutcome.NotMatched, step.Outcome));
        Assert.All(
            steps.Skip(matched + 1),
            step => Assert.Equal((RuleOutcome.NotEvaluated, 0), (step.Outcome, step.Inputs.Count)));
    }

    [Fact]
    public void AlreadyInjected_lists_the_sidecar_containers()
    {
        var pod = Given.PodJson(
            containers: """[{"name":"web"},{"name":"envoy"},{"name":"xray-daemon"}]""",
            spec: """ "initContainers":[{"name":"proxyinit"}] """);

        var inputs = Explain(pod, "--enable-xray-tracing").Steps.Single(
            step => step.Outcome == RuleOutcome.Matched).Inputs;

        Assert.Equal(
            [
                new("container envoy", "present"),
                new("container proxyinit", "present"),
                new("container xray-daemon", "present")],
            inputs);
    }

    [Fact]
    public void InvalidAnnotation_lists_each_error()
    {
        var explanation = Explain(Given.PodJson(Given.Annotations("ports", "http", "ipv6", "maybe")));

        Assert.Equal(2, explanation.Decision.Errors.Count);
        Assert.Equal(
            explanation.Decision.Errors,
            explanation.Steps.Single(step => step.Outcome == RuleOutcome.Matched).Inputs.Select(input => input.Value));
    }

    [Fact]
    public void NoMesh_lists_the_annotation_and_the_setting()
    {
        var explanation = Explain(Given.PodJson(), "--mesh-name=");

        Assert.Null(explanation.Mesh);
        Assert.Equal(
            [new("annotation appmesh.k8s.aws/mesh", null), new("setting mesh-name", null)],
            explanation.Steps.Single(step => step is { Reason: Reason.NoMesh, Outcome: RuleOutcome.Matched }).Inputs);
    }

    private static Explanation Explain(string podJson, params string[] flags)
    {
        var settings = Given.Settings(["--mesh-name=mesh", .. flags]);
        var pod = Given.Pod(podJson);
        var explainer = new Explainer(settings, ClusterInfo.FromSettings(settings));
        return explainer.Explain(pod, Given.Namespace, Workload.FromPod(pod));
    }
}
