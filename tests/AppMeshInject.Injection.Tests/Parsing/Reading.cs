
using AppMeshInject.Injection.Parsing;

namespace AppMeshInject.Injection.Tests.Parsing;

/// <summary>Reads a form as the parsers do.</summary>
internal static class Reading
{
    public static T Value<T>(ValueParser<T> form, string text)
    {
        Assert.Null(form.Read(text, out var value));
        return value;
    }

    public static string Fault<T>(ValueParser<T> form, string text)
    {
        var fault = form.Read(text, out _);
        Assert.NotNull(fault);
        return fault.Value.Describe("key", text);
    }
}
