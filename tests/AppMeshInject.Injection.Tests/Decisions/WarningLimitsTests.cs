using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WarningLimitsTests
{
    [Fact]
    public void Ten_are_shown_and_the_tenth_tells_of_more()
    {
        Assert.Equal(10, Warned.Of(Unknown(10)).Count);
        Assert.All(Warned.Of(Unknown(10)), warning => Assert.Equal(WarningKind.UnknownAnnotation, warning.Kind));
        var many = Warned.Of(Unknown(11));
        Assert.Equal(10, many.Count);
        Assert.Contains("/unknown-and-far-9\"", many[8].Text, StringComparison.Ordinal);
        Assert.Equal((WarningKind.More, "more warnings are not shown: mend these first"), many[9]);

        static string Unknown(int count) =>
            Given.PodJson(Given.Annotations([.. Enumerable.Range(1, count).SelectMany(number => new[] { $"unknown-and-far-{number}", "x" })]));
    }

    [Fact]
    public void Very_many_of_one_kind_hide_no_other()
    {
        var unknown = Enumerable.Range(0, 100).SelectMany(number => new[] { $"unknown-and-far-{number}", "x" });
        var probed = Enumerable.Range(0, 100).Select(number => $$$$"""{"name":"c{{{{number}}}}","ports":[{"containerPort":80}],"livenessProbe":{"tcpSocket":{"port":80}}}""");
        var warnings = Warned.Of(Given.PodJson(
            Given.Annotations([.. unknown, "sidecarInjectorWebhook", "yes"]),
            "\"terminationGracePeriodSeconds\":1,\"securityContext\":{\"runAsUser\":1337}",
            containers: $"[{string.Join(',', probed)},{{\"name\":\"envoy\"}}]"));
        Assert.Equal(
            [
                WarningKind.UnknownSwitchValue, WarningKind.UnknownAnnotation, WarningKind.ContainerNameTaken, WarningKind.PreStopDelayTooLong,
                WarningKind.ProxyUserTaken, WarningKind.ProbeIntercepted, WarningKind.UnknownAnnotation, WarningKind.ProxyUserTaken,
                WarningKind.ProbeIntercepted, WarningKind.More,
            ],
            warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void Names_of_ours_that_very_many_containers_have_are_told_a_few_times() => Assert.Equal(
        Warning.MaxCount,
        Warned.Of(Given.PodJson(containers: $"[{string.Join(',', Enumerable.Repeat("{\"name\":\"envoy\",\"ports\":[]}", 1000))}]")).Count);

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
