using System.Text;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public class InjectCommandTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: nginx\nspec:\n  containers:\n  - name: nginx\n    ports:\n    - containerPort: 80\n";
    private const string Refused = "apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: {appmesh.k8s.aws/ports: http}}\nspec: {containers: [{name: x}]}\n";

    [Fact]
    public void A_pod_is_injected_and_told_of_on_standard_error()
    {
        var run = InjectRun.Of(Pod);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("pod/nginx in default: Injected, virtual node default-nginx\n", run.Error);
        Assert.Contains("- name: envoy\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("value: mesh/mynewmesh/virtualNode/default-nginx\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFEFF", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-n")]
    [InlineData("--namespace")]
    public void Objects_without_a_namespace_get_the_one_that_is_named(string flag) =>
        Assert.Contains("pod/nginx in shop: Injected, virtual node shop-nginx", InjectRun.Of(Pod, flag, "shop").Error, StringComparison.Ordinal);

    [Fact]
    public void The_namespace_of_an_object_wins_over_the_flag()
    {
        var run = InjectRun.Of(Pod.Replace("name: nginx\nspec", "name: nginx\n  namespace: own\nspec", StringComparison.Ordinal), "-n=shop");

        Assert.Contains("pod/nginx in own: Injected, virtual node own-nginx", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_in_a_namespace_of_Kubernetes_is_left_as_it_is()
    {
        var run = InjectRun.Of(Pod, "-n", "kube-system");

        Assert.Equal((0, Pod, "pod/nginx in kube-system: SystemNamespace\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void A_refused_workload_is_printed_unchanged_beside_those_that_are_injected()
    {
        var run = InjectRun.Of(Refused + "---\n" + Pod);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(Refused + "---\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Count("name: envoy\n"));
        Assert.Contains("pod/x in default: InvalidAnnotation: appmesh.k8s.aws/ports: \"http\" is not a port", run.Error, StringComparison.Ordinal);
        Assert.Contains("pod/nginx in default: Injected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_mesh_a_pod_is_refused()
    {
        var run = InjectRun.In([], Pod, "-");

        Assert.Equal((1, Pod), (run.ExitCode, run.Output));
        Assert.Contains("pod/nginx in default: NoMesh: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_have_lines_of_their_own()
    {
        var run = InjectRun.Of(Pod.Replace("  name: nginx\nspec", "  name: nginx\n  annotations: {appmesh.k8s.aws/prts: \"80\"}\nspec", StringComparison.Ordinal));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\npod/nginx in default: warning: ", "\n" + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_it_says_what_to_do()
    {
        var run = InjectRun.In([], Pod);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("FILE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_the_settings_has_a_line()
    {
        var run = InjectRun.Of(Pod, "--port=x", "--ignored-ips=y", "--nonsense", "-o", "xml", "--namespace=");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(5, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_variable_is_warned_about()
    {
        var run = InjectRun.In(new() { ["APPMESH_INJECT_MESH_NAM"] = "x", ["MESH_NAME"] = "m" }, Pod, "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: APPMESH_INJECT_MESH_NAM is no setting", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_without_workload_is_printed_and_told_of()
    {
        var run = InjectRun.Of("kind: ConfigMap\napiVersion: v1\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("kind: ConfigMap\napiVersion: v1\n", run.Output);
        Assert.Equal(InjectRun.NothingToInject, run.Error);
    }

    [Theory]
    [InlineData("null\n")]
    [InlineData("~\n")]
    [InlineData("!!null ''\n")]
    public void A_document_that_is_null_is_passed_over_as_kubectl_does(string document)
    {
        var run = InjectRun.Of($"{document}---\n{Pod}");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"{document}---\napiVersion: v1\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("pod/nginx in default: Injected, virtual node default-nginx\n", run.Error);
        Assert.Equal((0, document, InjectRun.NothingToInject), (InjectRun.Of(document).ExitCode, InjectRun.Of(document).Output, InjectRun.Of(document).Error));
    }

    [Fact]
    public void Null_among_JSON_is_passed_over_too() =>
        Assert.Equal((0, "{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n"), (InjectRun.Of("{\"a\":1} null {\"b\":2}").ExitCode, InjectRun.Of("{\"a\":1} null {\"b\":2}").Output));

    [Fact]
    public void A_flag_wins_over_the_environment() =>
        Assert.Contains("mesh/flagged/virtualNode/", InjectRun.Of(Pod, "--mesh-name=flagged").Output, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var run = InjectRun.In([], "", "no/such/file.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: no/such/file.yaml: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_printed_one_after_another_in_the_format_of_the_first()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (yaml, json) = (Path.Combine(folder.FullName, "a.yaml"), Path.Combine(folder.FullName, "b.json"));
            File.WriteAllText(yaml, Pod.TrimEnd());
            File.WriteAllText(json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"yes"}}""");

            var asYaml = InjectRun.In(new() { ["MESH_NAME"] = "m" }, "", yaml, json).Output;
            Assert.Contains("\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: \"yes\"\n", asYaml, StringComparison.Ordinal);

            var asJson = InjectRun.In(new() { ["MESH_NAME"] = "m" }, "", json, yaml).Output;
            Assert.StartsWith("{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"ConfigMap\"", asJson, StringComparison.Ordinal);
            Assert.Contains("\n}\n{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\"", asJson, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Pod + "# "), 0xE9, (byte)'\n']);

            var run = InjectRun.In(new() { ["MESH_NAME"] = "m" }, "", file);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("UTF-8", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_fault_in_a_late_document_leaves_nothing_printed()
    {
        var run = InjectRun.Of(Pod + "---\na: 1\na: 2\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("error: standard input: document 2, line 12: duplicate key \"a\"\n", run.Error);
    }

    [Fact]
    public void What_is_injected_is_not_injected_again()
    {
        var once = InjectRun.Of(Pod).Output;
        var twice = InjectRun.Of(once);

        Assert.Equal((0, once, "pod/nginx in default: AlreadyInjected\n"), (twice.ExitCode, twice.Output, twice.Error));
    }

    [Fact]
    public void Names_cannot_forge_lines_of_the_report()
    {
        var run = InjectRun.Of(Pod.Replace("name: nginx\nspec", "name: \"x\\npod/y in z: Injected\"\nspec", StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
