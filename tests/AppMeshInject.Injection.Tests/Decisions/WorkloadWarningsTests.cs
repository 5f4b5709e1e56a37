using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WorkloadWarningsTests
{
    private const string Status = """{"containers":["envoy","xray-daemon"],"initContainers":["proxyinit","xray-daemon"]}""";

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
        Assert.Equal(all, Warned.Of(Given.PodJson(metadata: owner)).Select(warning => warning.Text));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("nativeSidecar", "enabled"), metadata: owner)));
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
        var warnings = Warned.Of(Given.PodJson(spec: $"\"terminationGracePeriodSeconds\":{grace?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}"), flag);
        Assert.Equal(isWarned ? [WarningKind.PreStopDelayTooLong] : [], warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void The_delay_is_told() => Assert.Equal(
        "Envoy stops 20 s after the pod is told to (prestop-delay), but the pod is killed after 5 s: raise terminationGracePeriodSeconds above 20",
        Warned.Of(Given.PodJson(spec: "\"terminationGracePeriodSeconds\":5")).Single().Text);

    [Fact]
    public void No_ports()
    {
        const string expected = "no port was found, so incoming traffic does not pass Envoy: declare containerPorts or set appmesh.k8s.aws/ports";
        Assert.Equal([(WarningKind.NoPorts, expected)], Warned.Of(Given.PodJson(containers: """[{"name":"a"}]""")));
        Assert.Equal([(WarningKind.NoPorts, expected)], Warned.Of(Given.PodJson(containers: """[{"name":"a","ports":[{"containerPort":53,"protocol":"UDP"}]}]""")));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("ports", "80"), containers: """[{"name":"a"}]""")));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("ports", ""), containers: """[{"name":"a"}]""")));
    }

    [Fact]
    public void Too_many_ports()
    {
        Assert.Empty(Warned.Of(Given.PodJson(containers: Ports(15))));
        Assert.Equal(
            [(WarningKind.TooManyPorts, "the pod has more than 15 ports, and only 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 pass Envoy: choose with appmesh.k8s.aws/ports")],
            Warned.Of(Given.PodJson(containers: Ports(16))));
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("ports", "1"), containers: Ports(16))));

        static string Ports(int count) =>
            $$$"""[{"name":"a","ports":[{"containerPort":1},{{{string.Join(',', Enumerable.Range(1, count).Select(port => $"{{\"containerPort\":{port}}}"))}}}]}]""";
    }

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
        var warnings = Warned.Of(Given.PodJson(Given.Annotations("appmeshCNI", cni, "injectStatus", Status), spec), "--enable-xray-tracing");
        Assert.Equal(
            isWarned ? [(WarningKind.InitContainersWithoutNetwork, "init container \"setup\" will have no network, because traffic is redirected before Envoy runs: set appmesh.k8s.aws/nativeSidecar to enabled, or run it as user 1337")] : [],
            warnings);
        Assert.Empty(Warned.Of(Given.PodJson(Given.Annotations("appmeshCNI", cni, "injectStatus", Status, "nativeSidecar", "enabled"), spec), "--enable-xray-tracing"));
    }

    [Fact]
    public void No_advice_is_given_that_the_server_could_not_follow()
    {
        const string owner = "\"ownerReferences\":[{\"kind\":\"Job\",\"name\":\"backup\"}]";
        var pod = Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), "\"initContainers\":[{\"name\":\"setup\"}]", owner);
        Assert.Equal(
            [
                "this Job will not complete by itself, because Envoy goes on: set appmesh.k8s.aws/sidecarInjectorWebhook to disabled",
                "init container \"setup\" will have no network, because traffic is redirected before Envoy runs: run it as user 1337",
            ],
            Warned.Of(pod, "--kubernetes-version=1.28").Select(warning => warning.Text));
        Assert.All(Warned.Of(pod, "--kubernetes-version=1.29"), warning => Assert.Contains("nativeSidecar to enabled", warning.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"setup"}""", false)]
    [InlineData("""{"name":"setup","securityContext":{"runAsUser":1000}}""", true)]
    public void An_init_container_runs_as_the_pods_user_where_it_has_none(string initContainer, bool isWarned)
    {
        var spec = $$$"""
            "securityContext":{"runAsUser":1337},"initContainers":[{{{initContainer}}}]
            """;
        var kinds = Warned.Of(Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), spec)).Select(warning => warning.Kind);
        Assert.Equal(isWarned, kinds.Contains(WarningKind.InitContainersWithoutNetwork));
    }
}
