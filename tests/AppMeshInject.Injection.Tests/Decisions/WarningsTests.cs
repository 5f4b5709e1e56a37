using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WarningsTests
{
    private const string Probed = """[{"name":"web","ports":[{"name":"http","containerPort":80}],"readinessProbe":{"httpGet":{"port":"http"}},"livenessProbe":{"tcpSocket":{"port":80}}}]""";

    [Fact]
    public void A_plain_pod_has_none() => Assert.Empty(Given.Decide(Given.PodJson()).Warnings);

    [Theory]
    [InlineData("prots", "\"appmesh.k8s.aws/prots\" is no annotation of App Mesh and is ignored: did you mean appmesh.k8s.aws/ports?")]
    [InlineData("entirely-other", "\"appmesh.k8s.aws/entirely-other\" is no annotation of App Mesh and is ignored: remove it")]
    public void An_unknown_annotation(string name, string expected) =>
        Assert.Equal([(WarningKind.UnknownAnnotation, expected)], Of(Given.PodJson(Given.Annotations(name, "x"))));

    [Theory]
    [InlineData("--inject-default=true")]
    [InlineData("--inject-default=false")]
    public void An_unknown_switch_value(string flag) => Assert.Equal(
        [(WarningKind.UnknownSwitchValue, "appmesh.k8s.aws/sidecarInjectorWebhook: \"yes\" is not enabled or disabled and is ignored: write one of the two")],
        Of(Given.PodJson(Given.Annotations("sidecarInjectorWebhook", "yes")), flag));

    [Fact]
    public void Injection_asked_for_and_not_possible()
    {
        var asked = Given.Annotations("sidecarInjectorWebhook", "enabled");
        Assert.Equal(
            [(WarningKind.NotPossible, "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a pod with hostNetwork cannot join the mesh and is left as it is: remove the annotation, or hostNetwork")],
            Of(Given.PodJson(asked, "\"hostNetwork\":true")));
        Assert.Equal(
            [(WarningKind.NotPossible, "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a Windows pod cannot join the mesh and is left as it is: remove the annotation, or run the pod on Linux")],
            Of(Given.PodJson(asked, "\"os\":{\"name\":\"windows\"}")));
        Assert.Equal(
            [WarningKind.NotPossible, WarningKind.UnknownAnnotation],
            Of(Given.PodJson(Given.Annotations("prots", "x", "sidecarInjectorWebhook", "enabled"), "\"hostNetwork\":true")).Select(warning => warning.Kind));
        Assert.Empty(Of(Given.PodJson(spec: "\"hostNetwork\":true")));
        Assert.Empty(Of(Given.PodJson(spec: "\"os\":{\"name\":\"windows\"}")));
    }

    [Fact]
    public void None_where_nobody_asked_us()
    {
        var unknown = Given.Annotations("prots", "x");
        Assert.Empty(Given.DecideIn("kube-system", Given.PodJson(unknown)).Warnings);
        Assert.Empty(Of(Given.PodJson(unknown.Insert(1, "\"kubernetes.io/config.mirror\":\"x\","))));
        Assert.Single(Of(Given.PodJson(Given.Annotations("prots", "x", "sidecarInjectorWebhook", "disabled"))));
        Assert.Single(Of(Given.PodJson(unknown, "\"hostNetwork\":true")));
        Assert.Single(Of(Given.PodJson(Given.Annotations("prots", "x", "ports", "x"))));
    }

    [Theory]
    [InlineData("Job", "backup", "this Job will not")]
    [InlineData("Job", "backup-12345678", "this CronJob will not")]
    [InlineData("DaemonSet", "agent", null)]
    public void A_Job_without_native_sidecar(string kind, string name, string? expected)
    {
        var owner = $$"""
            "ownerReferences":[{"kind":"{{kind}}","name":"{{name}}"}]
            """;
        string?[] all = expected is null ? [] : [expected + " complete by itself, because Envoy goes on: set appmesh.k8s.aws/nativeSidecar to enabled (Kubernetes 1.29 and later) or appmesh.k8s.aws/sidecarInjectorWebhook to disabled"];
        Assert.Equal(all, Of(Given.PodJson(metadata: owner)).Select(warning => warning.Text));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("nativeSidecar", "enabled"), metadata: owner)));
    }

    [Theory]
    [InlineData(null, "--prestop-delay=29", false)]
    [InlineData(null, "--prestop-delay=30", true)]
    [InlineData(20, "--prestop-delay=20", true)]
    [InlineData(21, "--prestop-delay=20", false)]
    [InlineData(0, "--prestop-delay=0", false)]
    [InlineData(20, "--native-sidecar=true", false)]
    public void A_delay_that_takes_the_whole_grace_period(int? grace, string flag, bool isWarned)
    {
        var warnings = Of(Given.PodJson(spec: $"\"terminationGracePeriodSeconds\":{grace?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}"), flag);
        Assert.Equal(isWarned ? [WarningKind.PreStopDelayTooLong] : [], warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void The_delay_is_told() => Assert.Equal(
        "Envoy stops 20 s after the pod is told to (prestop-delay), but the pod is killed after 5 s: raise terminationGracePeriodSeconds above 20",
        Of(Given.PodJson(spec: "\"terminationGracePeriodSeconds\":5")).Single().Text);

    [Fact]
    public void No_ports()
    {
        const string expected = "no port was found, so incoming traffic does not pass Envoy: declare containerPorts or set appmesh.k8s.aws/ports";
        Assert.Equal([(WarningKind.NoPorts, expected)], Of(Given.PodJson(containers: """[{"name":"a"}]""")));
        Assert.Equal([(WarningKind.NoPorts, expected)], Of(Given.PodJson(containers: """[{"name":"a","ports":[{"containerPort":53,"protocol":"UDP"}]}]""")));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("ports", "80"), containers: """[{"name":"a"}]""")));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("ports", ""), containers: """[{"name":"a"}]""")));
    }

    [Fact]
    public void Too_many_ports()
    {
        Assert.Empty(Of(Given.PodJson(containers: Ports(15))));
        Assert.Equal(
            [(WarningKind.TooManyPorts, "the pod has more than 15 ports, and only 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 pass Envoy: choose with appmesh.k8s.aws/ports")],
            Of(Given.PodJson(containers: Ports(16))));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("ports", "1"), containers: Ports(16))));

        static string Ports(int count) =>
            $$$"""[{"name":"a","ports":[{"containerPort":1},{{{string.Join(',', Enumerable.Range(1, count).Select(port => $"{{\"containerPort\":{port}}}"))}}}]}]""";
    }

    [Fact]
    public void A_container_named_as_one_of_ours()
    {
        const string expected = "the pod has a container xray-daemon of its own, which is taken to be the injector's: rename it if it is not";
        const string containers = """[{"name":"xray-daemon"},{"name":"web","ports":[{"containerPort":80}]}]""";
        Assert.Equal([(WarningKind.ContainerNameTaken, expected)], Of(Given.PodJson(containers: containers), "--enable-xray-tracing"));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("injectStatus", "{}"), containers: containers), "--enable-xray-tracing"));
        Assert.Empty(Of(Given.PodJson(containers: containers)));
        Assert.Equal(2, Of(Given.PodJson(containers: """[{"name":"envoy"}]""", spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]")).Count);
    }

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
            Of(pod));
    }

    [Fact]
    public void A_probe_that_is_intercepted()
    {
        Assert.Equal(
            [(WarningKind.ProbeIntercepted, "the readinessProbe of container \"web\" asks port 80, which Envoy intercepts: it fails where Envoy demands a client certificate; probe a port that appmesh.k8s.aws/ports leaves out")],
            Of(Given.PodJson(containers: Probed)));
        Assert.Empty(Of(Given.PodJson(Given.Annotations("ports", "81"), containers: Probed)));
        Assert.Empty(Of(Given.PodJson(containers: Probed.Replace("\"port\":\"http\"", "\"port\":\"https\"", StringComparison.Ordinal).Replace("\"port\":80", "\"port\":81", StringComparison.Ordinal))));
    }

    [Fact]
    public void Nothing_is_said_of_our_own_containers() => Assert.DoesNotContain(
        Of(Given.PodJson(containers: """[{"name":"envoy","securityContext":{"runAsUser":1337},"readinessProbe":{"httpGet":{"port":80}}},{"name":"web","ports":[{"containerPort":80}]}]""")),
        warning => warning.Kind is WarningKind.ProxyUserTaken or WarningKind.ProbeIntercepted);

    [Theory]
    [InlineData(true, "enabled", """{"name":"setup"}""")]
    [InlineData(false, "disabled", """{"name":"setup"}""")]
    [InlineData(false, "enabled", """{"name":"setup","securityContext":{"runAsUser":1337}}""")]
    [InlineData(true, "enabled", """{"name":"a","securityContext":{"runAsUser":1337}},{"name":"setup"}""")]
    [InlineData(true, "disabled", """{"name":"proxyinit"},{"name":"setup"}""")]
    [InlineData(false, "disabled", """{"name":"setup"},{"name":"proxyinit"}""")]
    [InlineData(false, "disabled", """{"name":"proxyinit"},{"name":"xray-daemon"}""")]
    [InlineData(false, "enabled", """{"name":"setup","restartPolicy":"Always"}""")]
    public void An_init_container_that_will_have_no_network(bool isWarned, string cni, string initContainers)
    {
        var spec = $"\"initContainers\":[{initContainers}]";
        var warnings = Of(Given.PodJson(Given.Annotations("appmeshCNI", cni, "injectStatus", ""), spec), "--enable-xray-tracing");
        Assert.Equal(
            isWarned ? [(WarningKind.InitContainersWithoutNetwork, "init container \"setup\" will have no network, because traffic is redirected before Envoy runs: set appmesh.k8s.aws/nativeSidecar to enabled, or run it as user 1337")] : [],
            warnings);
        Assert.Empty(Of(Given.PodJson(Given.Annotations("appmeshCNI", cni, "injectStatus", "", "nativeSidecar", "enabled"), spec)));
    }

    [Theory]
    [InlineData("""{"name":"setup"}""", false)]
    [InlineData("""{"name":"setup","securityContext":{"runAsUser":1000}}""", true)]
    public void An_init_container_runs_as_the_pods_user_where_it_has_none(string initContainer, bool isWarned)
    {
        var spec = $$$"""
            "securityContext":{"runAsUser":1337},"initContainers":[{{{initContainer}}}]
            """;
        var kinds = Of(Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), spec)).Select(warning => warning.Kind);
        Assert.Equal(isWarned, kinds.Contains(WarningKind.InitContainersWithoutNetwork));
    }

    internal static List<(WarningKind Kind, string Text)> Of(string podJson, params string[] flags) =>
        [.. Given.Decide(podJson, flags).Warnings.Select(warning => (warning.Kind, warning.Text))];
}
