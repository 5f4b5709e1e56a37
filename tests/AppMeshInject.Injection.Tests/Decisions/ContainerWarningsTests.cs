using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class ContainerWarningsTests
{
    private const string Probed = """
        [{"name":"web","ports":[{"name":"http","containerPort":80}],
          "readinessProbe":{"httpGet":{"port":"http"}},"livenessProbe":{"tcpSocket":{"port":80}}}]
        """;

    [Fact]
    public void A_container_with_the_name_of_a_sidecar_container_is_warned()
    {
        const string expected =
            "container xray-daemon of the pod has the name of a sidecar container and is used in its place; "
            + "rename it if it is not the sidecar";
        const string containers = """[{"name":"xray-daemon"},{"name":"web","ports":[{"containerPort":80}]}]""";
        Assert.Equal(
            [(WarningKind.ContainerNameConflict, expected)],
            FoundWarnings.Find(Given.PodJson(containers: containers), "--enable-xray-tracing"));
        Assert.Empty(
            FoundWarnings.Find(
                Given.PodJson(
                    Given.Annotations("injectStatus", """{"containers":["envoy","xray-daemon"]}"""),
                    containers: containers),
                "--enable-xray-tracing"));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(containers: containers)));
        Assert.Equal(
            2,
            FoundWarnings.Find(
                Given.PodJson(
                    containers: """[{"name":"envoy"}]""",
                    spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]")).Count);
    }

    [Theory]
    [InlineData("""{"containers":["envoy"],"initContainers":["proxyinit"]}""", 0)]
    [InlineData("""{"version":{"containers":[]},"initContainers":["proxyinit","envoy"]}""", 0)]
    [InlineData("""{"containers":["envoy"],"initContainers":null}""", 1)]
    [InlineData("""{"containers":["xray-daemon"]}""", 2)]
    [InlineData("""{"containers":"envoy","initContainers":["proxyinit"]}""", 2)]
    [InlineData("""{"containers":["envoy"],"initContainers":["proxyinit"]""", 2)]
    [InlineData("""{"containers":[{"envoy":"envoy"}],"initContainers":["proxyinit"]}""", 2)]
    [InlineData("""["envoy","proxyinit"]""", 2)]
    [InlineData("""{"containers":["\ud800"]}""", 2)]
    [InlineData("null", 2)]
    [InlineData("{}", 2)]
    [InlineData("", 2)]
    public void Containers_that_the_inject_status_lists_are_not_warned(string status, int warnings) => Assert.Equal(
        warnings,
        FoundWarnings.Find(
            Given.PodJson(
                Given.Annotations("injectStatus", status),
                containers: """[{"name":"envoy"}]""",
                spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]"))
            .Count(warning => warning.Kind == WarningKind.ContainerNameConflict));

    [Theory]
    [InlineData("1337", "null", true)]
    [InlineData("null", "1337", true)]
    [InlineData("1000", "1337", false)]
    [InlineData("1336", "1338", false)]
    [InlineData("null", "null", false)]
    public void A_container_that_runs_as_the_user_of_Envoy_is_warned(
        string containerUser, string podUser, bool isWarned)
    {
        var pod = Given.PodJson(
            spec: $$$"""
                "securityContext":{"runAsUser":{{{podUser}}}}
                """,
            containers: $$$"""
                [{"name":"web","securityContext":{"runAsUser":{{{containerUser}}}},"ports":[{"containerPort":80}]}]
                """);
        const string Expected =
            "container \"web\" runs as user 1337 of Envoy, so its traffic bypasses Envoy; use another runAsUser";
        Assert.Equal(isWarned ? [(WarningKind.ProxyUserConflict, Expected)] : [], FoundWarnings.Find(pod));
    }

    [Fact]
    public void An_intercepted_probe_is_warned()
    {
        const string Expected =
            "readinessProbe of container \"web\": Envoy intercepts port 80, so the probe fails if "
            + "Envoy requires client certificates; probe a port that appmesh.k8s.aws/ports excludes";
        Assert.Equal(
            [(WarningKind.ProbeIntercepted, Expected)], FoundWarnings.Find(Given.PodJson(containers: Probed)));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(Given.Annotations("ports", "81"), containers: Probed)));
        var otherPorts = Probed
            .Replace("\"port\":\"http\"", "\"port\":\"https\"", StringComparison.Ordinal)
            .Replace("\"port\":80", "\"port\":81", StringComparison.Ordinal);
        Assert.Empty(FoundWarnings.Find(Given.PodJson(containers: otherPorts)));
    }

    [Theory]
    [InlineData("Always", 2)]
    [InlineData("OnFailure", 0)]
    public void Native_sidecars_of_the_application_are_checked(string restartPolicy, int expected) => Assert.Equal(
        expected,
        FoundWarnings.Find(Given.PodJson(spec: $$$$"""
            "initContainers":[{"name":"cache","restartPolicy":"{{{{restartPolicy}}}}",
             "securityContext":{"runAsUser":1337},"startupProbe":{"tcpSocket":{"port":80}}}]
            """)).Count(warning => warning.Kind is WarningKind.ProxyUserConflict or WarningKind.ProbeIntercepted));

    [Fact]
    public void The_sidecar_containers_are_not_checked() => Assert.DoesNotContain(
        FoundWarnings.Find(Given.PodJson(containers: """
            [{"name":"envoy","securityContext":{"runAsUser":1337},"readinessProbe":{"httpGet":{"port":80}}},
             {"name":"web","ports":[{"containerPort":80}]}]
            """)),
        warning => warning.Kind is WarningKind.ProxyUserConflict or WarningKind.ProbeIntercepted);
}
