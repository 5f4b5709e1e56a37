
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

/// <summary>Runs a parser and asserts that it succeeds or fails.</summary>
internal static class ParserRunner
{
    /// <summary>Parses a valid text.</summary>
    public static T Parse<T>(ValueParser<T> parser, string text)
    {
        Assert.Null(parser.Parse(text, out var value));
        return value;
    }

    /// <summary>Parses an invalid text.</summary>
    /// <returns>The error message for the setting or annotation <c>key</c>.</returns>
    public static string GetError<T>(ValueParser<T> parser, string text)
    {
        var error = parser.Parse(text, out _);
        Assert.NotNull(error);
        return error.Value.Format("key", text);
    }
}
