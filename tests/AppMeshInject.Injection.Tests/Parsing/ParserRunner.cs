
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

/// <summary>Reads a form as the parsers do.</summary>
internal static class ParserRunner
{
    public static T Parse<T>(ValueParser<T> form, string text)
    {
        Assert.Null(form.Parse(text, out var value));
        return value;
    }

    public static string GetError<T>(ValueParser<T> form, string text)
    {
        var fault = form.Parse(text, out _);
        Assert.NotNull(fault);
        return fault.Value.Format("key", text);
    }
}
