using AppMeshInject.Tests.Commands;
using Xunit;

namespace AppMeshInject.Tests.Manifests;

public class MalformedInputTests
{
    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "document 1, line 3: duplicate key \"a\"")]
    [InlineData("true: 1\nyes: 2\n", "document 1, line 2: duplicate key \"true\"")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", "document 1, line 2: duplicate key \"a\"")]
    [InlineData("{\"a\": 1}\n{\"b\": {\"c\": 1,\n \"c\": 2}}", "document 2, line 3: duplicate key \"c\"")]
    [InlineData("a: [\nb: 1", "document 1, line ")]
    [InlineData("a: 1\nb:\n\t- c\n", "document 1, line ")]
    [InlineData("a: \"x\n", "document 1, line ")]
    [InlineData("a: b: c\n", "document 1, line 1: ")]
    [InlineData("a: 1\n---\n- x\n", "document 2, line 3: the document is not an object")]
    [InlineData("''\n", "document 1, line 1: the document is not an object")]
    [InlineData("hello\n", "document 1, line 1: the document is not an object")]
    [InlineData("{\"a\": 1}\n[]", "document 2, line 2: the document is not an object")]
    [InlineData("? [a]\n: b\n", "document 1, line 1: a key is not a string, number or boolean")]
    [InlineData("~: b\n", "document 1, line 1: a key is not a string, number or boolean")]
    [InlineData("a: \"\\uD83D\"\n", "document 1, line 1: ")]
    [InlineData("{\"a\": \"\\uD83D\"}", "document 1, line 1: a string is not valid Unicode")]
    [InlineData("k:\n- &x \n!t \n- :\n", "document 1, line ")]
    [InlineData("a: !<[> b\n", "document 1, line 1: a tag is not a valid URI")]
    [InlineData("a: 1\n---\nb: 2\nc: \u0000d\n", "document 2, line 4: the line contains a control character")]
    [InlineData("a: 1\n...\n\u0000$ b:\n", "document 1, line 3: the line contains a control character")]
    [InlineData("a: \u007f\n", "document 1, line 1: the line contains a control character")]
    [InlineData("a: !!int x\n", "document 1, line 1: the value does not fit its tag !!int")]
    [InlineData("{\"a\": 1\n \"b\": 2}", "document 1, line 2: ")]
    [InlineData("{\"a\": 1}\n{\"b\": 1", "document 2, line 2: ")]
    public void Malformed_input_is_rejected_with_document_and_line(string text, string problem)
    {
        var run = InjectRun.Create(text);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: standard input: {problem}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    a: b\n    appmesh.k8s.aws/ports: 8080\n",
        "line 7: pod/p in default: ")]
    [InlineData(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: p}\nspec:\n  template:\n    metadata:\n      "
            + "annotations:\n        appmesh.k8s.aws/ports: [80]\n",
        "line 8: deployment/p in default: pod template: ")]
    [InlineData(
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"p\",\n\"annotations\": "
            + "{\n\"appmesh.k8s.aws/ports\": true}}}",
        "line 3: pod/p in default: ")]
    public void Unquoted_annotation_value_is_reported_with_its_line(string text, string place)
    {
        var run = InjectRun.Create(text);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            $"error: standard input: document 1, {place}metadata.annotations: the value of "
                + "\"appmesh.k8s.aws/ports\" is not a string; put it in quotes\n",
            run.Error);
    }

    [Fact]
    public void Field_of_the_wrong_type_is_reported_with_the_line_of_the_pod() => Assert.Equal(
        "error: standard input: document 1, line 1: pod/p in default: spec is not an object\n",
        InjectRun.Create("apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec: []\n").Error);

    [Theory]
    [InlineData("[", 2_000_000)]
    [InlineData("[\n", 300_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 100_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("{\"a\":", 100_000)]
    [InlineData("{\"a\":[", 100_000)]
    public void Too_deep_nesting_is_rejected_quickly(string part, int times)
    {
        var run = InjectRun.Create(string.Concat(Enumerable.Repeat(part, times)));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public void Nesting_at_the_limit_is_accepted(string format)
    {
        var text = "a: " + string.Concat(
            Enumerable.Repeat("[", 248)) + string.Concat(Enumerable.Repeat("]", 248)) + "\n";

        Assert.Equal(0, InjectRun.Create(text, "-o", format).ExitCode);
    }

    [Fact]
    public void Pod_nested_deeper_than_the_engine_reads_is_rejected()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        var run = InjectRun.Create($"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec: {{x: {deep}}}\n");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "document 1, line 1: pod/x in default: the pod is nested too deep", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_input_never_throws()
    {
        const string Whole =
            "%YAML 1.1\n---\na: &x [1, {b: \"c\\u00e9\", 'd': *x}]\n? k\n: |2-\n   text\n<<: {z: 1}\ne: !!str >+\n  "
                + "folded\n...\n";
        Assert.All(
            Enumerable.Range(0, Whole.Length), length =>
                Assert.InRange(InjectRun.Create(Whole[..length]).ExitCode, 0, 2));
        Assert.All(
            Enumerable.Range(0, Whole.Length), start =>
                Assert.InRange(InjectRun.Create(Whole[start..]).ExitCode, 0, 2));
    }
}
