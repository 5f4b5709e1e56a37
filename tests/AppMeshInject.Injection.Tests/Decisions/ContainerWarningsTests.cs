using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class ContainerWarningsTests
{
    private const string Probed = """[{"name":"web","ports":[{"name":"http","containerPort":80}],"readinessProbe":{"httpGet":{"port":"http"}},"livenessProbe":{"tcpSocket":{"port":80}}}]""";

    [Fact]
    public void A_container_named_as_one_of_ours()
    {
        const string expected = "the pod has a container xray-daemon of its own, which is taken to be the injector's: rename it if it is not";
        const string containers = """[{"name":"xray-daemon"},{"name":"web","ports":[{"containerPort":80}]}]""";
        Assert.Equal([(WarningKind.ContainerNameTaken, expected)], Warned.Of(Given.PodJson(containers: containers), "--enable-xray-tracing"));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("injectStatus", """{"containers":["envoy","xray-daemon"]}"""), containers: containers), "--enable-xray-tracing"));
        Assert.Empty(Warned.Of(Given.PodJson(containers: containers)));
        Assert.Equal(2, Warned.Of(Given.PodJson(containers: """[{"name":"envoy"}]""", spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]")).Count);
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
    public void Only_what_the_status_lists_was_injected_before(string status, int warnings) => Assert.Equal(
        warnings,
        Warned.Of(Given.PodJson(Given.Annotations("injectStatus", status), containers: """[{"name":"envoy"}]""", spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]"))
            .Count(warning => warning.Kind == WarningKind.ContainerNameTaken));

    [Theory]
    [InlineData("1337", "null", true)]
    [InlineData("null", "1337", true)]
    [InlineData("1000", "1337", false)]
    [InlineData("1336", "1338", false)]
    [InlineData("null", "null", false)]
    public void A_container_that_runs_as_Envoys_user(string ofContainer, string ofPod, bool isWarned)
    {
        var pod = Given.PodJson(
            spec: $$$"""
                "securityContext":{"runAsUser":{{{ofPod}}}}
                """,
            containers: $$$"""[{"name":"web","securityContext":{"runAsUser":{{{ofContainer}}}},"ports":[{"containerPort":80}]}]""");
        Assert.Equal(
            isWarned ? [(WarningKind.ProxyUserTaken, "container \"web\" runs as user 1337, which is Envoy's, so its traffic does not pass Envoy: give it another runAsUser")] : [],
            Warned.Of(pod));
    }

    [Fact]
    public void A_probe_that_is_intercepted()
    {
        Assert.Equal(
            [(WarningKind.ProbeIntercepted, "the readinessProbe of container \"web\" asks port 80, which Envoy intercepts: it fails where Envoy demands a client certificate; probe a port that appmesh.k8s.aws/ports leaves out")],
            Warned.Of(Given.PodJson(containers: Probed)));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("ports", "81"), containers: Probed)));
        Assert.Empty(Warned.Of(Given.PodJson(containers: Probed.Replace("\"port\":\"http\"", "\"port\":\"https\"", StringComparison.Ordinal).Replace("\"port\":80", "\"port\":81", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Always", 2)]
    [InlineData("OnFailure", 0)]
    public void A_sidecar_of_the_applications_own_is_looked_at_too(string restartPolicy, int expected) => Assert.Equal(
        expected,
        Warned.Of(Given.PodJson(spec: $$$$"""
            "initContainers":[{"name":"cache","restartPolicy":"{{{{restartPolicy}}}}","securityContext":{"runAsUser":1337},"startupProbe":{"tcpSocket":{"port":80}}}]
            """)).Count(warning => warning.Kind is WarningKind.ProxyUserTaken or WarningKind.ProbeIntercepted));

    [Fact]
    public void Nothing_is_said_of_our_own_containers() => Assert.DoesNotContain(
        Warned.Of(Given.PodJson(containers: """[{"name":"envoy","securityContext":{"runAsUser":1337},"readinessProbe":{"httpGet":{"port":80}}},{"name":"web","ports":[{"containerPort":80}]}]""")),
        warning => warning.Kind is WarningKind.ProxyUserTaken or WarningKind.ProbeIntercepted);
}
