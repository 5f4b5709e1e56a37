using System.Text.Json;
using AppMeshInject.Tests.Commands;
using Xunit;

namespace AppMeshInject.Tests.Manifests;

public class JsonTests
{
    private const string Pod = """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"x"},"spec":{"containers":[
         {"name":"c","n":[1E5,12345678901234567890123,1.50,true,null,"é\u0001<"]}]}}
        """;

    [Fact]
    public void JSON_keeps_its_format_numbers_and_order()
    {
        var run = InjectRun.Create(Pod);

        Assert.Equal(
            (0, "pod/x in default: Injected, virtual node default-x"), (run.ExitCode, run.Error.Split('\n')[0]));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["kind", "apiVersion", "metadata", "spec"], json.RootElement.EnumerateObject().Select(field => field.Name));
        var numbers = json.RootElement.GetProperty("spec").GetProperty("containers")[0].GetProperty("n");
        Assert.Equal(
            ["1E5", "12345678901234567890123", "1.50", "true", "null", "\"é\\u0001<\""],
            numbers.EnumerateArray().Select(number => number.GetRawText()));
        Assert.StartsWith("{\n  \"kind\": \"Pod\",\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n          1E5,\n          12345678901234567890123,\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_objects_in_sequence_are_all_injected()
    {
        var run = InjectRun.Create(Pod + Pod + "\n" + Pod + "\n");

        Assert.Equal(3, run.Count("\"name\": \"envoy\""));
        Assert.Equal(2, run.Count("\n}\n{\n"));
    }

    [Fact]
    public void YAML_converts_to_JSON_by_the_rules_of_kubectl()
    {
        var run = InjectRun.Create("---\na: yes\n---\n---\nb: [0o14, 1e3, \"1\", ~, 1_0]\n1: x\non: y\n", "-o", "json");

        Assert.Equal(
            "{\n  \"a\": true\n}\n{\n  \"b\": [\n    12,\n    1000,\n    \"1\",\n    null,\n    10\n  ],\n  \"1\": "
                + "\"x\",\n  \"true\": true\n}\n", run.Output);
    }

    [Fact]
    public void Infinity_cannot_be_written_as_JSON()
    {
        var run = InjectRun.Create("a: 1\n---\nb: .inf\n", "-o", "json");

        Assert.Equal(
            (2, "", "error: standard input: document 2, line 3: .inf cannot be written as JSON\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void JSON_converts_to_YAML_with_strings_preserved()
    {
        const string Json = """
            {"a":"yes","b":"1","c":"two\nlines\n","y":"n","d":{},"e":[],"f":1.50,"g":null,
             "h":"{\"x\":1}","i":"nginx:1.2"}
            """;

        var run = InjectRun.Create(Json, "-o", "yaml");

        Assert.Equal(
            "a: \"yes\"\nb: \"1\"\nc: |\n  two\n  lines\n\"y\": \"n\"\nd: {}\ne: []\nf: 1.50\ng: null\nh: "
                + "'{\"x\":1}'\ni: nginx:1.2\n", run.Output);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x}}\n")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"x\"}}\n---\na: 1\n")]
    public void YAML_can_start_with_a_brace(string text)
    {
        var run = InjectRun.Create(text);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("pod/x in default: Injected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_mark_before_JSON_is_accepted() => Assert.Equal(0, InjectRun.Create("\uFEFF" + Pod).ExitCode);
}
