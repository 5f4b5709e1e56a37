using System.Text;
using Xunit;

namespace AppMeshInject.Tests.Commands;

public class InjectCommandTests
{
    private const string Pod =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: nginx\nspec:\n  containers:\n  - name: nginx\n    ports:\n   "
            + " - containerPort: 80\n";
    private const string Rejected =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: {appmesh.k8s.aws/ports: http}}\nspec: "
            + "{containers: [{name: x}]}\n";

    [Fact]
    public void Pod_is_injected_and_reported_on_standard_error()
    {
        var run = InjectRun.Create(Pod);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("pod/nginx in default: Injected, virtual node default-nginx\n", run.Error);
        Assert.Contains("- name: envoy\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("value: mesh/mynewmesh/virtualNode/default-nginx\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFEFF", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-n")]
    [InlineData("--namespace")]
    public void Objects_without_a_namespace_use_the_flag(string flag) =>
        Assert.Contains(
            "pod/nginx in shop: Injected, virtual node shop-nginx", InjectRun.Create(Pod, flag, "shop").Error,
            StringComparison.Ordinal);

    [Fact]
    public void Namespace_of_an_object_overrides_the_flag()
    {
        var run = InjectRun.Create(
            Pod.Replace("name: nginx\nspec", "name: nginx\n  namespace: own\nspec", StringComparison.Ordinal),
            "-n=shop");

        Assert.Contains("pod/nginx in own: Injected, virtual node own-nginx", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pod_in_a_system_namespace_is_skipped()
    {
        var run = InjectRun.Create(Pod, "-n", "kube-system");

        Assert.Equal((0, Pod, "pod/nginx in kube-system: SystemNamespace\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Rejected_workload_is_printed_unchanged_next_to_injected_ones()
    {
        var run = InjectRun.Create(Rejected + "---\n" + Pod);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(Rejected + "---\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Count("name: envoy\n"));
        Assert.Contains(
            "pod/x in default: InvalidAnnotation: appmesh.k8s.aws/ports: \"http\" is not a port", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("pod/nginx in default: Injected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pod_without_a_mesh_is_rejected()
    {
        var run = InjectRun.CreateInEnvironment([], Pod, "-");

        Assert.Equal((1, Pod), (run.ExitCode, run.Output));
        Assert.Contains("pod/nginx in default: NoMesh: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_warning_has_its_own_line()
    {
        var run = InjectRun.Create(
            Pod.Replace(
                "  name: nginx\nspec", "  name: nginx\n  annotations: {appmesh.k8s.aws/prts: \"80\"}\nspec",
                StringComparison.Ordinal));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\npod/nginx in default: warning: ", "\n" + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inject_without_a_file_reports_what_to_do()
    {
        var run = InjectRun.CreateInEnvironment([], Pod);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("FILE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_invalid_setting_has_a_line()
    {
        var run = InjectRun.Create(Pod, "--port=x", "--ignored-ips=y", "--nonsense", "-o", "xml", "--namespace=");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(5, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
                Assert.StartsWith("error: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_variable_causes_a_warning()
    {
        var run = InjectRun.CreateInEnvironment(
            new() { ["APPMESH_INJECT_MESH_NAM"] = "x", ["MESH_NAME"] = "m" }, Pod, "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: APPMESH_INJECT_MESH_NAM: unknown setting", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_without_workload_is_printed_and_reported()
    {
        var run = InjectRun.Create("kind: ConfigMap\napiVersion: v1\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("kind: ConfigMap\napiVersion: v1\n", run.Output);
        Assert.Equal(InjectRun.NothingToInject, run.Error);
    }

    [Theory]
    [InlineData("null\n")]
    [InlineData("~\n")]
    [InlineData("!!null ''\n")]
    public void Null_document_is_skipped_as_by_kubectl(string document)
    {
        var run = InjectRun.Create($"{document}---\n{Pod}");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"{document}---\napiVersion: v1\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("pod/nginx in default: Injected, virtual node default-nginx\n", run.Error);
        Assert.Equal(
            (0, document, InjectRun.NothingToInject),
            (InjectRun.Create(document).ExitCode, InjectRun.Create(document).Output, InjectRun.Create(document).Error));
    }

    [Fact]
    public void Null_among_JSON_values_is_skipped() =>
        Assert.Equal(
            (0, "{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n"),
            (InjectRun.Create("{\"a\":1} null {\"b\":2}").ExitCode,
                InjectRun.Create("{\"a\":1} null {\"b\":2}").Output));

    [Fact]
    public void Flag_overrides_the_environment() =>
        Assert.Contains(
            "mesh/flagged/virtualNode/", InjectRun.Create(Pod, "--mesh-name=flagged").Output, StringComparison.Ordinal);

    [Fact]
    public void Missing_file_is_reported_by_name()
    {
        var run = InjectRun.CreateInEnvironment([], "", "no/such/file.yaml");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: no/such/file.yaml: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_printed_in_sequence_in_the_format_of_the_first()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (yaml, json) = (Path.Combine(folder.FullName, "a.yaml"), Path.Combine(folder.FullName, "b.json"));
            File.WriteAllText(yaml, Pod.TrimEnd());
            File.WriteAllText(
                json, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"yes"}}""");

            var asYaml = InjectRun.CreateInEnvironment(new() { ["MESH_NAME"] = "m" }, "", yaml, json).Output;
            Assert.Contains(
                "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: \"yes\"\n", asYaml,
                StringComparison.Ordinal);

            var asJson = InjectRun.CreateInEnvironment(new() { ["MESH_NAME"] = "m" }, "", json, yaml).Output;
            Assert.StartsWith(
                "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"ConfigMap\"", asJson, StringComparison.Ordinal);
            Assert.Contains("\n}\n{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Pod\"", asJson, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void File_that_is_not_UTF_8_is_rejected()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Pod + "# "), 0xE9, (byte)'\n']);

            var run = InjectRun.CreateInEnvironment(new() { ["MESH_NAME"] = "m" }, "", file);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("UTF-8", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Error_in_a_later_document_prevents_all_output()
    {
        var run = InjectRun.Create(Pod + "---\na: 1\na: 2\n");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("error: standard input: document 2, line 12: duplicate key \"a\"\n", run.Error);
    }

    [Fact]
    public void Injected_output_is_not_injected_again()
    {
        var once = InjectRun.Create(Pod).Output;
        var twice = InjectRun.Create(once);

        Assert.Equal((0, once, "pod/nginx in default: AlreadyInjected\n"), (twice.ExitCode, twice.Output, twice.Error));
    }

    [Fact]
    public void Names_cannot_inject_lines_into_the_report()
    {
        var run = InjectRun.Create(
            Pod.Replace("name: nginx\nspec", "name: \"x\\npod/y in z: Injected\"\nspec", StringComparison.Ordinal));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
