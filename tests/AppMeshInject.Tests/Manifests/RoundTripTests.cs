using System.Text;
using AppMeshInject.Manifests;
using AppMeshInject.Tests.Commands;
using CsCheck;
using Xunit;
using YamlDotNet.Core;

namespace AppMeshInject.Tests.Manifests;

public class RoundTripTests
{
    private const string Traps = """
        traps: [1e3, 1_000, 0x1F, 0o14, 014, 2001-01-01, ~, yes, on, y, null, .5, +1, 12345678901234567890123]
        quoted: ["1", '1', "yes", 'on', "~", "null", '', "1e3"]
        """;

    [Fact]
    public void Scalars_keep_text_and_quotes_next_to_additions()
    {
        var run = InjectRun.Create(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: c}]}\n" + Traps + "\n");

        Assert.Contains(Traps, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Flow_collection_becomes_block_for_additions_or_required_quotes()
    {
        var run = InjectRun.Create(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: c, args: [a, b]}]}\ntime: "
                + "[1:30]\n");

        Assert.Contains(
            "spec:\n  containers:\n  - {name: c, args: [a, b]}\n  - name: envoy\n", run.Output,
            StringComparison.Ordinal);
        Assert.Contains("time:\n- 1:30\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_tags_nulls_and_empty_collections_keep_meaning_and_order()
    {
        const string Fields = """
            z: {}
            y: []
            schedule: 0 */5 * * *
            "yes": |
              two
                lines
            script: |+
              kept

            b: !!str 12
            c: !own 13
            d: !!binary aGk=
            a: "\u0001"
            1: number
            1.5: other
            """;
        var run = InjectRun.Create(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: c}]}\n" + Fields
            + "\nf: ! 1\ng:\nh: >-\n  a\n  b\n\n  c\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            Fields.Replace("\\u0001", "\\x01", StringComparison.Ordinal) + "\nf: \"1\"\ng: null\nh: |-\n  a b\n  c\n",
            run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# licence\n---\na: 1 # why\n---\n---\nb: [ 1,2 ]\n...\n---\n# end\n")]
    [InlineData("---\r\na: 1\r\n---\r\nb: \"é😀\"\r\n---\r\nc: 1")]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("%YAML 1.1\n---\na: &x {b: 1}\nc: *x\n")]
    [InlineData("%TAG !e! tag:example.com,2000:\n---\na: !e!x b\n---\nb: 1\n")]
    public void Unchanged_documents_keep_their_exact_text(string text)
    {
        var run = InjectRun.Create(text);

        Assert.Equal((0, text), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Document_without_a_marker_keeps_leading_blanks()
    {
        var once = InjectRun.Create("a: 1\n...\n  b: 1\n  c: 2\n...\n\td: 1\n").Output;

        Assert.Equal("a: 1\n...\n---\n  b: 1\n  c: 2\n...\n---\n\td: 1\n", once);
        Assert.Equal(once, InjectRun.Create(once).Output);
    }

    [Fact]
    public void Key_with_a_leading_tab_keeps_it()
    {
        var run = InjectRun.Create(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: c}]}\nx: {a: \"\",:\t b}\n");

        Assert.Contains("x: {a: \"\", '\t b': null}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_around_an_injected_one_keep_their_exact_text()
    {
        const string Before = "# licence\n---\na: 1 # \U0001F600 why\n";
        const string After = "---\nb: 1 # why\n";
        var run = InjectRun.Create(Before + "--- # mine\napiVersion: v1\nkind: Pod\nmetadata: {name: x}\n" + After);

        Assert.StartsWith(Before + "---\napiVersion: v1\nkind: Pod\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(After, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_mark_and_Windows_line_endings_are_accepted()
    {
        var run = InjectRun.Create(
            "\uFEFFapiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: x\r\nspec:\r\n  containers:\r\n  - name: "
                + "c\r\n    args: [\"a\"]\r\n");

        Assert.StartsWith("apiVersion: v1\nkind: Pod\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
    }

    [Theory]
    [InlineData("y"), InlineData("No"), InlineData("on"), InlineData("null"), InlineData("~"), InlineData("")]
    [InlineData("1"), InlineData("1e3"), InlineData("0x1F"), InlineData("1:30"), InlineData("1_0"), InlineData(".inf")]
    [InlineData("2001-01-01"), InlineData("a: b"), InlineData("a #b"), InlineData("a:"), InlineData("- a")]
    [InlineData("*a"), InlineData("<<"), InlineData("=")]
    public void New_string_is_quoted_if_a_parser_could_misread_it(string text) =>
        Assert.Equal(ScalarStyle.DoubleQuoted, YamlStrings.GetStyle(text));

    [Theory]
    [InlineData("envoy"), InlineData("NET_ADMIN"), InlineData("/tmp/agent.sock"), InlineData("appmesh.k8s.aws/ports")]
    [InlineData("public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod")]
    public void Other_new_strings_are_plain(string text) => Assert.Equal(ScalarStyle.Plain, YamlStrings.GetStyle(text));

    [Fact]
    public void Written_YAML_reads_back_with_the_same_values() =>
        Objects.Sample(
            tree =>
            {
                var text = new StringWriter();
                YamlManifestWriter.Write(tree, text);
                var read = YamlManifestReader.Read(text.ToString()).Documents.Single().Root!;
                return Json(tree) == Json(read);
            },
            iter: 20_000,
            print: tree => Json(tree));

    private static readonly Gen<string> Texts = Gen.OneOf(
        OneOf(
            "yes", "1e3", "~", "", " a", "a ", "a\nb", "a\n\n b\n", "\n", "\na", " \n a\n", "a: b", "a #b", "- a",
            "---", "...", "--- a", "\t", "a\tb", "\u0085", "\u2028", "\uFEFF", "\U0001F600", "\0", "'", "\"", "\\", "#",
            "%a", "@", "`", "a\r\nb", "? a", ": a", "a,b", "{", "]", "|", ">", "!", "&a", "*a", "a\n ", "a\n\n", "<<"),
        Gen.Char["ab:-#? \n\"'{}[],&*!|>%@`\t0.1é"].Array[0, 12].Select(characters => new string(characters)));

    private static readonly Gen<ManifestNode> Scalars = Gen.Select(
        Texts,
        OneOf(
            ScalarStyle.Any, ScalarStyle.SingleQuoted, ScalarStyle.DoubleQuoted, ScalarStyle.Literal,
            ScalarStyle.Folded))
        .Select(ManifestNode (text, style) => new ScalarNode(1, text, style, new ScalarValue(ScalarKind.String, text)));

    private static readonly Gen<ManifestNode> Nodes = Gen.Recursive<ManifestNode>(
        (depth, inner) => depth > 3 ? Scalars : Gen.OneOf(
        Scalars,
        Gen.Select(inner.Array[0, 3], Gen.Bool).Select(ManifestNode (items, isFlow) => CreateList(items, isFlow)),
        Gen.Select(Gen.Select(Texts, inner).Array[0, 3], Gen.Bool).Select(
            ManifestNode (fields, isFlow) => CreateMap(fields, isFlow))));

    private static readonly Gen<MapNode> Objects = Gen.Select(Texts, Nodes).Array[1, 4].Select(
        fields => CreateMap(fields, false));

    private static ListNode CreateList(ManifestNode[] items, bool isFlow)
    {
        var list = new ListNode(1) { IsFlow = isFlow };
        list.Items.AddRange(items);
        return list;
    }

    private static MapNode CreateMap((string Key, ManifestNode Value)[] fields, bool isFlow)
    {
        var map = new MapNode(1) { IsFlow = isFlow };
        foreach (var (key, value) in fields)
        {
            map.Set(key, value);
        }

        return map;
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Json(ManifestNode node) => Encoding.UTF8.GetString(JsonManifestWriter.Write(node));
}
