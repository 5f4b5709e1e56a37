using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WarningLimitsTests
{
    [Fact]
    public void More_than_ten_warnings_are_replaced_by_a_final_MoreWarnings()
    {
        Assert.Equal(10, FoundWarnings.Find(Unknown(10)).Count);
        Assert.All(
            FoundWarnings.Find(Unknown(10)),
            warning => Assert.Equal(WarningKind.UnknownAnnotation, warning.Kind));
        var many = FoundWarnings.Find(Unknown(11));
        Assert.Equal(10, many.Count);
        Assert.Contains("/unknown-and-far-9\"", many[8].Text, StringComparison.Ordinal);
        Assert.Equal((WarningKind.MoreWarnings, "more warnings are not shown; fix the ones above first"), many[9]);

        static string Unknown(int count) =>
            Given.PodJson(
                Given.Annotations(
                    [.. Enumerable.Range(1, count).SelectMany(number => new[] { $"unknown-and-far-{number}", "x" })]));
    }

    [Fact]
    public void Many_warnings_of_a_kind_do_not_hide_other_kinds()
    {
        var unknown = Enumerable.Range(0, 100).SelectMany(number => new[] { $"unknown-and-far-{number}", "x" });
        var probed = Enumerable.Range(0, 100).Select(
            number => $$$$"""
                {"name":"c{{{{number}}}}","ports":[{"containerPort":80}],"livenessProbe":{"tcpSocket":{"port":80}}}
                """);
        var warnings = FoundWarnings.Find(Given.PodJson(
            Given.Annotations([.. unknown, "sidecarInjectorWebhook", "yes"]),
            "\"terminationGracePeriodSeconds\":1,\"securityContext\":{\"runAsUser\":1337}",
            containers: $"[{string.Join(',', probed)},{{\"name\":\"envoy\"}}]"));
        Assert.Equal(
            [
                WarningKind.UnknownSwitchValue, WarningKind.UnknownAnnotation, WarningKind.ContainerNameConflict,
                WarningKind.PreStopDelayTooLong, WarningKind.ProxyUserConflict, WarningKind.ProbeIntercepted,
                WarningKind.UnknownAnnotation, WarningKind.ProxyUserConflict, WarningKind.ProbeIntercepted,
                WarningKind.MoreWarnings,
            ],
            warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void Many_containers_with_the_name_of_a_sidecar_cause_at_most_ten_warnings()
    {
        var containers = string.Join(',', Enumerable.Repeat("""{"name":"envoy","ports":[]}""", 1000));
        Assert.Equal(Warning.MaxCount, FoundWarnings.Find(Given.PodJson(containers: $"[{containers}]")).Count);
    }

    [Fact]
    public void A_warning_is_truncated_to_256_characters_on_a_single_line()
    {
        Assert.Equal(new string('a', 256), new Warning(WarningKind.MoreWarnings, new string('a', 256)).Text);
        Assert.Equal(new string('a', 255) + "…", new Warning(WarningKind.MoreWarnings, new string('a', 257)).Text);
        Assert.Equal(
            new string('a', 254) + "…",
            new Warning(WarningKind.MoreWarnings, new string('a', 254) + "\ud83d\ude00aa").Text);
        Assert.Equal(
            new string('a', 253) + "\ud83d\ude00…",
            new Warning(WarningKind.MoreWarnings, new string('a', 253) + "\ud83d\ude00aa").Text);
        Assert.Equal("a?b?", new Warning(WarningKind.MoreWarnings, "a\nb\ud83d").Text);
    }
}
