using AppMeshInject.Injection.Decisions;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public class ExplainCommandTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            metadata: {annotations: {appmesh.k8s.aws/prts: "80"}}
            spec: {containers: [{name: web, ports: [{containerPort: 80}]}]}
        """;

    private const string Rejected = """
        apiVersion: v1
        kind: Pod
        metadata: {name: x, annotations: {appmesh.k8s.aws/ports: http, appmesh.k8s.aws/ipv6: maybe}}
        spec: {containers: [{name: x}]}
        """;

    public static TheoryData<string> Cases =>
        [.. GoldenCase.Names().Where(name => GoldenCase.Load(name).Request.IsPodCreation)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Explain_reports_the_decision_of_the_webhook(string name)
    {
        var golden = GoldenCase.Load(name);
        var outcome = Engine.Create(golden.Flags).Review(golden.Request);

        var run = await ExplainRun.CreateInEnvironmentAsync(
            [], golden.Request.ObjectJson, ["-", "-o=json", "-n", golden.Request.Namespace, .. golden.Flags]);

        Assert.Equal(outcome.Reason, run.Workload["reason"]!.ToString());
        Assert.Equal((outcome.Reason, "matched"), run.EvaluatedRules.Last());
        Assert.Equal(
            outcome.Warnings, run.Workload["warnings"]!.AsArray().Select(warning => warning!["text"]!.ToString()));
        Assert.Equal(outcome.Message ?? "", string.Join("; ", run.Workload["errors"]!.AsArray()));
        Assert.Equal(outcome.Allowed ? 0 : 1, run.ExitCode);
    }

    [Fact]
    public async Task Injected_workload_is_reported_with_all_additions()
    {
        var run = await ExplainRun.CreateAsync(Deployment);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("deployment/web in shop: Injected\n", run.Output, StringComparison.Ordinal);
        Assert.All(
            [
                "    no   HostNetwork", "spec.hostNetwork: false", "setting mesh-name: mynewmesh", "    yes  Injected",
                "virtual node     shop-web", "init containers  proxyinit  ", "containers       envoy  ",
                "fsGroup          1337", "appmesh.k8s.aws/injectStatus", "did you mean appmesh.k8s.aws/ports?",
            ],
            part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task Every_rule_is_listed_once_and_in_order()
    {
        var run = await ExplainRun.CreateAsync(Deployment, "-o", "json");

        Assert.Equal(
            Enum.GetValues<Reason>().Except([Reason.BadRequest, Reason.Overloaded]).Select(reason => reason.Code),
            run.Workload["rules"]!.AsArray().Select(rule => rule!["reason"]!.ToString()));
    }

    [Theory]
    [InlineData("metadata: {name: x}\nspec: {hostNetwork: true}", "HostNetwork", "spec.hostNetwork: true")]
    [InlineData(
        "metadata: {name: x, annotations: {appmesh.k8s.aws/sidecarInjectorWebhook: Disabled}}", "DisabledByAnnotation",
        "sidecarInjectorWebhook: Disabled")]
    [InlineData("metadata: {name: x, namespace: kube-system}", "SystemNamespace", "namespace: kube-system")]
    [InlineData(
        "metadata: {name: x}\nspec: {nodeSelector: {kubernetes.io/os: windows}}", "WindowsPod",
        "kubernetes.io/os: windows")]
    public async Task Matching_rule_shows_its_inputs(string pod, string reason, string input)
    {
        var run = await ExplainRun.CreateAsync($"apiVersion: v1\nkind: Pod\n{pod}\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"    yes  {reason}", run.Output, StringComparison.Ordinal);
        Assert.Contains(input, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_error_of_a_rejected_workload_has_a_line()
    {
        var run = await ExplainRun.CreateAsync(Rejected);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  errors\n    appmesh.k8s.aws/ports: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n    appmesh.k8s.aws/ipv6: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_output_is_colored_unless_disabled()
    {
        var coloured = await ExplainRun.CreateInEnvironmentAsync(
            new() { ["MESH_NAME"] = "m", ["TERM"] = "xterm" }, Deployment, "-");
        var plain = await ExplainRun.CreateInEnvironmentAsync(
            new() { ["MESH_NAME"] = "m", ["TERM"] = "xterm", ["NO_COLOR"] = "1" }, Deployment, "-");
        var dumb = await ExplainRun.CreateInEnvironmentAsync(
            new() { ["MESH_NAME"] = "m", ["TERM"] = "dumb" }, Deployment, "-");

        Assert.Contains("\e[32mInjected\e[0m", coloured.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', plain.Output);
        Assert.DoesNotContain('\e', dumb.Output);
    }

    [Fact]
    public async Task Names_cannot_inject_lines_or_colors()
    {
        var run = await ExplainRun.CreateAsync(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: \"x\\n\\e[31mpod/y in z: Injected\"}\n");

        Assert.DoesNotContain('\e', run.Output);
        Assert.DoesNotContain("\npod/y", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_arguments_print_one_line_each_and_no_output()
    {
        var run = await ExplainRun.CreateAsync(Deployment, "--port=x", "--nonsense", "-o", "xml", "--namespace=");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(4, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Explain_without_operands_reports_what_to_do()
    {
        var run = await ExplainRun.CreateInEnvironmentAsync([], "");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("FILE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_manifest_is_reported_with_its_position()
    {
        var run = await ExplainRun.CreateAsync(Deployment + "\n---\na: 1\na: 2\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: standard input: document 2, line ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_without_workload_is_reported()
    {
        var run = await ExplainRun.CreateAsync("kind: ConfigMap\napiVersion: v1\n");

        Assert.Equal((0, "", "standard input: contains no workload\n"), (run.ExitCode, run.Output, run.Error));
    }
}
