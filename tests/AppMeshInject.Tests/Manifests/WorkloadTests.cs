using AppMeshInject.Tests.Commands;
using Xunit;

namespace AppMeshInject.Tests.Manifests;

public class WorkloadTests
{
    private const string Template = "{metadata: {labels: {pod-template-hash: 5d4f8}}, spec: {containers: [{name: c}]}}";

    [Theory]
    [InlineData("apps/v1", "Deployment", "web", "web")]
    [InlineData("extensions/v1beta1", "Deployment", "web", "web")]
    [InlineData("apps/v1", "StatefulSet", "db", "db")]
    [InlineData("apps/v1", "DaemonSet", "agent", "agent")]
    [InlineData("v1", "ReplicationController", "old", "old")]
    [InlineData("apps/v1", "ReplicaSet", "web-5d4f8", "web")]
    [InlineData("apps/v1", "ReplicaSet", "alone", "alone")]
    [InlineData("batch/v1", "Job", "nightly-28345670", "nightly")]
    [InlineData("batch/v1", "Job", "once", "once")]
    public void Template_gets_the_virtual_node_of_its_pods(string apiVersion, string kind, string name, string node)
    {
        var run = InjectRun.Create(
            $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: {name}, namespace: shop}}\nspec: "
                + $"{{template: {Template}}}\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            $"{kind.ToLowerInvariant()}/{name} in shop: Injected, virtual node shop-{node}\n", run.Error,
            StringComparison.Ordinal);
        Assert.Contains($"mesh/mynewmesh/virtualNode/shop-{node}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CronJob_template_is_found()
    {
        var run = InjectRun.Create(
            "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly-28345670}\nspec: {jobTemplate: "
                + $"{{spec: {{template: {Template}}}}}}}\n");

        Assert.Contains(
            "cronjob/nightly-28345670 in default: Injected, virtual node default-nightly-28345670\n", run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pod", "v1", "nginx-")]
    [InlineData("Job", "batch/v1", "nginx-")]
    public void Generate_name_is_used_without_trailing_dash(string kind, string apiVersion, string prefix)
    {
        var run = InjectRun.Create(
            $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{generateName: {prefix}}}\nspec: {{containers: [], "
                + $"template: {Template}}}\n");

        Assert.Contains(
            $"{kind.ToLowerInvariant()}/{prefix} in default: Injected, virtual node default-nginx\n", run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Pod_belongs_to_its_owner_reference()
    {
        var run = InjectRun.Create(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: db-0, ownerReferences: [{kind: StatefulSet, name: "
                + "db}]}\nspec: {containers: [{name: c}]}\n");

        Assert.Contains(
            "pod/db-0 in default: Injected, virtual node default-db\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com/v1", "Deployment")]
    [InlineData("example.com/v1", "Pod")]
    [InlineData("v1", "Deployment")]
    [InlineData("serving.knative.dev/v1", "Service")]
    [InlineData("v1", "PodTemplate")]
    public void Objects_of_other_groups_and_kinds_are_skipped(string apiVersion, string kind)
    {
        var text =
            $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: x}}\nspec: {{template: {Template}}} # kept\n";
        var run = InjectRun.Create(text);

        Assert.Equal((0, text, InjectRun.NothingToInject), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Items_of_nested_lists_are_injected_individually()
    {
        var run = InjectRun.Create("""
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Pod, metadata: {name: one}, spec: {containers: [{name: c}]}}
            - {apiVersion: v1, kind: Service, metadata: {name: between}}
            - apiVersion: v1
              kind: List
              items:
              - {apiVersion: v1, kind: Pod, metadata: {name: two, namespace: other}, spec: {containers: [{name: c}]}}
            """);

        Assert.Equal(
            "pod/one in default: Injected, virtual node default-one\npod/two in other: Injected, virtual node "
                + "other-two\n", Only(run.Error, "Injected"));
        Assert.Equal(
            2,
            run.Count(
                "mesh/mynewmesh/virtualNode/default-one") / 2 + run.Count("mesh/mynewmesh/virtualNode/other-two") / 2);
    }

    [Fact]
    public void Items_of_a_typed_list_can_omit_their_kind()
    {
        var run = InjectRun.Create("""
            {"apiVersion":"v1","kind":"PodList",
             "items":[{"metadata":{"name":"one"},"spec":{"containers":[{"name":"c"}]}}]}
            """);

        Assert.Contains("pod/one in default: Injected", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec: {containers: {a: b}}", "spec.containers is not an array")]
    [InlineData("spec: [x]", "spec is not an object")]
    [InlineData("spec: {hostNetwork: \"true\"}", "spec.hostNetwork is not true or false")]
    public void Malformed_pod_is_reported_with_document_and_line(string spec, string problem)
    {
        var run = InjectRun.Create($"---\na: 1\n---\n# x\napiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\n{spec}\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: standard input: document 2, line 5: pod/p in default: {problem}\n", run.Error);
    }

    [Theory]
    [InlineData("metadata: {}\nspec: {template: {}}", "metadata has no name and no generateName")]
    [InlineData("metadata: {name: 12}\nspec: {template: {}}", "metadata.name is not a string")]
    [InlineData("metadata: [x]\nspec: {template: {}}", "metadata is not an object")]
    [InlineData("metadata: {name: x}\nspec: {replicas: 1}", "spec.template")]
    [InlineData("metadata: {name: x}\nspec: {template: [1]}", "spec.template")]
    [InlineData("metadata: {name: x}", "spec is missing")]
    [InlineData("metadata: {name: x}\nspec: {template: {spec: {containers: 1}}}", "pod template: spec.containers")]
    public void Malformed_workload_is_an_error(string body, string problem)
    {
        var run = InjectRun.Create($"apiVersion: apps/v1\nkind: Deployment\n{body}\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("document 1, line ", run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    private static string Only(string lines, string part) =>
        string.Concat(
            lines.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal)).Select(line => line + "\n"));
}
