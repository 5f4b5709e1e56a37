using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WarningLimitsTests
{
    [Fact]
    public void Ten_are_shown_and_the_tenth_tells_of_more()
    {
        Assert.Equal(10, WarningsTests.Of(Unknown(10)).Count);
        Assert.All(WarningsTests.Of(Unknown(10)), warning => Assert.Equal(WarningKind.UnknownAnnotation, warning.Kind));
        var many = WarningsTests.Of(Unknown(11));
        Assert.Equal(10, many.Count);
        Assert.Contains("/unknown-and-far-9\"", many[8].Text, StringComparison.Ordinal);
        Assert.Equal((WarningKind.More, "more warnings are not shown: mend these first"), many[9]);

        static string Unknown(int count) =>
            Given.PodJson(Given.Annotations([.. Enumerable.Range(1, count).SelectMany(number => new[] { $"unknown-and-far-{number}", "x" })]));
    }

    [Fact]
    public void One_is_at_most_256_characters_on_one_line()
    {
        Assert.Equal(new string('a', 256), new Warning(WarningKind.More, new string('a', 256)).Text);
        Assert.Equal(new string('a', 255) + "…", new Warning(WarningKind.More, new string('a', 257)).Text);
        Assert.Equal(new string('a', 254) + "…", new Warning(WarningKind.More, new string('a', 254) + "\ud83d\ude00aa").Text);
        Assert.Equal(new string('a', 253) + "\ud83d\ude00…", new Warning(WarningKind.More, new string('a', 253) + "\ud83d\ude00aa").Text);
        Assert.Equal("a?b?", new Warning(WarningKind.More, "a\nb\ud83d").Text);
    }
}
