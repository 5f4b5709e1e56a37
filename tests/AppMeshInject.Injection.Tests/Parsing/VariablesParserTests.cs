using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

public sealed class VariablesParserTests
{
    private const string NotAnArray =
        "is not a JSON array of objects with string values such as [{\"NAME\":\"value\"}]";
    private const string NotJson =
        "is not valid JSON; use an array of objects with string values such as [{\"NAME\":\"value\"}]";

    [Theory]
    [InlineData("A=1", "A", "1")]
    [InlineData("A=", "A", "")]
    [InlineData("A=b=c", "A", "b=c")]
    [InlineData(" A = b ", "A", " b")]
    [InlineData("a.b-c_d1=x y", "a.b-c_d1", "x y")]
    [InlineData("_A=1", "_A", "1")]
    [InlineData(".A=1", ".A", "1")]
    [InlineData("-..=1", "-..", "1")]
    public void Variables_name_and_value_are_split_at_the_first_equals_sign(string text, string name, string value) =>
        Assert.Equal([KeyValuePair.Create(name, value)], ParserRunner.Parse(ValueParsers.Variables, text));

    [Fact]
    public void Variables_comma_separated_list_returns_all_items() =>
        Assert.Equal(
            [KeyValuePair.Create("A", "1"), KeyValuePair.Create("B", "2")],
            ParserRunner.Parse(ValueParsers.Variables, "A=1, B=2"));

    [Theory]
    [InlineData("A")]
    [InlineData("=1")]
    [InlineData("1A=1")]
    [InlineData("A B=1")]
    [InlineData("A\"=1")]
    [InlineData(".=1")]
    [InlineData("..=1")]
    [InlineData("..A=1")]
    public void Variables_malformed_item_is_rejected(string text) =>
        Assert.Equal($"key: \"{text}\" is not NAME=value", ParserRunner.GetError(ValueParsers.Variables, text));

    [Fact]
    public void JsonVariables_value_may_contain_commas_and_quotes() => Assert.Equal(
        [KeyValuePair.Create("A", "1,2"), KeyValuePair.Create("B", "\""), KeyValuePair.Create("C", "")],
        ParserRunner.Parse(ValueParsers.JsonVariables, """ [{"A":"1,2","B":"\""},{},{"C":""}] """));

    [Fact]
    public void Variables_value_with_a_NUL_character_is_rejected()
    {
        const string expected = "\"B\" has a value with a NUL character, which environment variables cannot contain";
        Assert.EndsWith(expected, ParserRunner.GetError(ValueParsers.Variables, "A=1,B=a\0"), StringComparison.Ordinal);
        Assert.EndsWith(
            expected,
            ParserRunner.GetError(ValueParsers.JsonVariables, """[{"A":"1","B":"\u0000"}]"""),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_several_invalid_items_error_names_all()
    {
        Assert.Equal(
            "key: \"1=2,A=a?,3=4\" contains \"1=2\", \"3=4\", each of which is not NAME=value, and contains \"A\", "
                + "which has a value with a NUL character, which environment variables cannot contain",
            ParserRunner.GetError(ValueParsers.Variables, "1=2,A=a\0,3=4"));
        Assert.EndsWith(
            " contains \"1\", \"2\", each of which is not the name of an environment variable",
            ParserRunner.GetError(ValueParsers.JsonVariables, """[{"1":"a","A":"b"},{"2":"c"}]"""),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData(" ")]
    public void JsonVariables_empty_list_or_text_returns_no_variables(string text) =>
        Assert.Empty(ParserRunner.Parse(ValueParsers.JsonVariables, text));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"A\"")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[null]")]
    [InlineData("[{\"A\":1}]")]
    [InlineData("[{\"A\":null}]")]
    [InlineData("[{\"A\":[\"b\"]}]")]
    [InlineData("[{\"A\":{\"b\":\"c\"}}]")]
    public void JsonVariables_other_JSON_type_is_rejected(string text) =>
        Assert.Equal($"key: \"{text}\" {NotAnArray}", ParserRunner.GetError(ValueParsers.JsonVariables, text));

    [Theory]
    [InlineData("A=1")]
    [InlineData("[")]
    [InlineData("[{\"A\":\"b\"}")]
    [InlineData("[{\"A\":\"b\"}]]")]
    [InlineData("[{\"A\":\"b\"}] x")]
    [InlineData("[{\"A\":\"b\",}]")]
    [InlineData("[{\"A\":\"\\ud800\"}]")]
    [InlineData("[{\"\\udc00\":\"b\"}]")]
    public void JsonVariables_malformed_JSON_is_rejected(string text) =>
        Assert.Equal($"key: \"{text}\" {NotJson}", ParserRunner.GetError(ValueParsers.JsonVariables, text));

    [Fact]
    public void JsonVariables_invalid_name_is_rejected()
    {
        Assert.Equal(
            "key: \"[{\"A\":\"1\",\"1B\":\"2\"}]\": \"1B\" is not the name of an environment variable",
            ParserRunner.GetError(ValueParsers.JsonVariables, """[{"A":"1","1B":"2"}]"""));
        Assert.NotNull(ValueParsers.JsonVariables.Parse("""[{"..A":"2"}]""", out _));
        Assert.NotNull(ValueParsers.JsonVariables.Parse("""[{"":"2"}]""", out var variables));
        Assert.Empty(variables);
    }

    [Fact]
    public void JsonVariables_more_than_256_are_rejected()
    {
        Assert.Equal(256, ParserRunner.Parse(ValueParsers.JsonVariables, Json(256)).Count);
        Assert.EndsWith(
            "has more than 256 items", ParserRunner.GetError(ValueParsers.JsonVariables, Json(257)),
            StringComparison.Ordinal);
    }

    private static string Json(int count) => $"[{string.Join(',', Enumerable.Repeat("{\"A\":\"b\"}", count))}]";
}
