using AppMeshInject.Tests.Commands;
using Xunit;

namespace AppMeshInject.Tests.Manifests;

public class AliasTests
{
    [Fact]
    public void Template_shared_by_two_workloads_is_injected_for_each()
    {
        var run = InjectRun.Create("""
            apiVersion: v1
            kind: List
            items:
            - apiVersion: apps/v1
              kind: Deployment
              metadata: {name: one}
              spec: {template: &t {spec: {containers: [{name: c}]}}}
            - {apiVersion: apps/v1, kind: Deployment, metadata: {name: two}, spec: {template: *t}}
            """);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Count("name: envoy"));
        Assert.Equal(2, run.Count("value: mesh/mynewmesh/virtualNode/default-one"));
        Assert.Equal(2, run.Count("value: mesh/mynewmesh/virtualNode/default-two"));
        Assert.DoesNotContain("*t", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_keys_are_resolved_before_decision_and_output()
    {
        var run = InjectRun.Create("""
            apiVersion: v1
            kind: Pod
            x-labels: &a {appmesh.k8s.aws/virtualNode: merged, other: a}
            y: &b {appmesh.k8s.aws/virtualNode: second, third: b}
            metadata:
              name: x
              annotations:
                <<: [*a, *b]
                other: own
            spec: {containers: [{name: c}]}
            """);

        Assert.Contains("Injected, virtual node merged", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "  annotations:\n    appmesh.k8s.aws/virtualNode: merged\n    third: b\n    other: own\n", run.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: &a {k: 1}\nb: {k: 2, <<: *a}\n", "line 2: the key \"k\" comes before <<")]
    [InlineData("a: 1\n<<: 1\n", "line 2: the value of << is not a mapping")]
    [InlineData("a: 1\n<<: [1]\n", "line 2: the value of << is not a mapping")]
    [InlineData("a: *b\n", "line 1: the alias \"*b\"")]
    [InlineData("a: &a [*a]\n", "line 1: the alias \"*a\"")]
    [InlineData("a: &a 1\n---\nb: *a\n", "document 2, line 3: the alias \"*a\"")]
    public void Ambiguous_YAML_is_an_error(string text, string problem)
    {
        var run = InjectRun.Create(text);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_merge_key_is_a_plain_key() => Assert.Equal(0, InjectRun.Create("a: 1\n\"<<\": 1\n").ExitCode);

    [Fact]
    public void Nested_aliases_are_limited()
    {
        var lines = Enumerable.Range(1, 30).Select(
            i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        var run = InjectRun.Create("a0: &a0 lol\n" + string.Join('\n', lines) + "\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("the aliases expand to more than", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_of_aliases_counts_towards_the_depth_limit()
    {
        var lines = Enumerable.Range(1, 1000).Select(i => $"a{i}: &a{i} [*a{i - 1}]");
        var run = InjectRun.Create("a0: &a0 x\n" + string.Join('\n', lines) + "\n");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nested more than 250 levels deep", run.Error, StringComparison.Ordinal);
    }
}
