using System.Globalization;
using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class WorkloadWarningsTests
{
    private const string Status =
        """{"containers":["envoy","xray-daemon"],"initContainers":["proxyinit","xray-daemon"]}""";

    [Theory]
    [InlineData("Job", "backup", "this Job never")]
    [InlineData("Job", "backup-12345678", "this CronJob never")]
    [InlineData("DaemonSet", "agent", null)]
    public void A_Job_without_native_sidecars_is_warned(string kind, string name, string? expected)
    {
        var owner = $$"""
            "ownerReferences":[{"kind":"{{kind}}","name":"{{name}}"}]
            """;
        const string Consequence =
            " completes, because Envoy keeps running; set appmesh.k8s.aws/nativeSidecar to enabled "
            + "(Kubernetes 1.29 and later) or appmesh.k8s.aws/sidecarInjectorWebhook to disabled";
        string?[] all = expected is null ? [] : [expected + Consequence];
        Assert.Equal(all, FoundWarnings.Find(Given.PodJson(metadata: owner)).Select(warning => warning.Text));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(Given.Annotations("nativeSidecar", "enabled"), metadata: owner)));
    }

    [Theory]
    [InlineData(null, "--prestop-delay=29", false)]
    [InlineData(null, "--prestop-delay=30", true)]
    [InlineData(20, "--prestop-delay=20", true)]
    [InlineData(21, "--prestop-delay=20", false)]
    [InlineData(0, "--prestop-delay=0", false)]
    [InlineData(20, "--native-sidecar=true", false)]
    public void A_prestop_delay_that_takes_the_whole_grace_period_is_warned(int? grace, string flag, bool isWarned)
    {
        var seconds = grace?.ToString(CultureInfo.InvariantCulture) ?? "null";
        var warnings = FoundWarnings.Find(
            Given.PodJson(spec: $"\"terminationGracePeriodSeconds\":{seconds}"), flag);
        Assert.Equal(isWarned ? [WarningKind.PreStopDelayTooLong] : [], warnings.Select(warning => warning.Kind));
    }

    [Fact]
    public void The_delay_and_the_grace_period_are_reported() => Assert.Equal(
        "Envoy stops after 20 s (prestop-delay), but the pod is killed after 5 s; set "
        + "terminationGracePeriodSeconds to more than 20",
        FoundWarnings.Find(Given.PodJson(spec: "\"terminationGracePeriodSeconds\":5")).Single().Text);

    [Fact]
    public void A_pod_without_ports_is_warned()
    {
        const string expected =
            "the pod has no ports, so incoming traffic bypasses Envoy; declare containerPorts or set "
            + "appmesh.k8s.aws/ports";
        Assert.Equal(
            [(WarningKind.NoPorts, expected)], FoundWarnings.Find(Given.PodJson(containers: """[{"name":"a"}]""")));
        Assert.Equal(
            [(WarningKind.NoPorts, expected)],
            FoundWarnings.Find(
                Given.PodJson(containers: """[{"name":"a","ports":[{"containerPort":53,"protocol":"UDP"}]}]""")));
        Assert.Empty(
            FoundWarnings.Find(Given.PodJson(Given.Annotations("ports", "80"), containers: """[{"name":"a"}]""")));
        Assert.Empty(
            FoundWarnings.Find(Given.PodJson(Given.Annotations("ports", ""), containers: """[{"name":"a"}]""")));
    }

    [Fact]
    public void More_than_15_ports_are_warned()
    {
        const string Expected =
            "the pod has more than 15 ports, and only 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15 are redirected to Envoy; "
            + "select ports with appmesh.k8s.aws/ports";
        Assert.Empty(FoundWarnings.Find(Given.PodJson(containers: Ports(15))));
        Assert.Equal(
            [(WarningKind.TooManyPorts, Expected)], FoundWarnings.Find(Given.PodJson(containers: Ports(16))));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(Given.Annotations("ports", "1"), containers: Ports(16))));

        static string Ports(int count)
        {
            var ports = Enumerable.Range(1, count).Select(port => $"{{\"containerPort\":{port}}}");
            return $$$"""[{"name":"a","ports":[{"containerPort":1},{{{string.Join(',', ports)}}}]}]""";
        }
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
    public void An_init_container_without_network_is_warned(bool isWarned, string cni, string initContainers)
    {
        var spec = $"\"initContainers\":[{initContainers}]";
        var warnings = FoundWarnings.Find(
            Given.PodJson(Given.Annotations("appmeshCNI", cni, "injectStatus", Status), spec), "--enable-xray-tracing");
        const string Expected =
            "init container \"setup\" has no network, because traffic is redirected before Envoy runs; "
            + "set appmesh.k8s.aws/nativeSidecar to enabled, or run it as user 1337";
        Assert.Equal(isWarned ? [(WarningKind.InitContainersWithoutNetwork, Expected)] : [], warnings);
        Assert.Empty(
            FoundWarnings.Find(
                Given.PodJson(
                    Given.Annotations("appmeshCNI", cni, "injectStatus", Status, "nativeSidecar", "enabled"), spec),
                "--enable-xray-tracing"));
    }

    [Fact]
    public void Native_sidecars_are_only_suggested_if_the_cluster_supports_them()
    {
        const string owner = "\"ownerReferences\":[{\"kind\":\"Job\",\"name\":\"backup\"}]";
        var pod = Given.PodJson(
            Given.Annotations("appmeshCNI", "enabled"), "\"initContainers\":[{\"name\":\"setup\"}]", owner);
        Assert.Equal(
            [
                "this Job never completes, because Envoy keeps running; set "
                + "appmesh.k8s.aws/sidecarInjectorWebhook to disabled",
                "init container \"setup\" has no network, because traffic is redirected before Envoy runs; "
                + "run it as user 1337",
            ],
            FoundWarnings.Find(pod, "--kubernetes-version=1.28").Select(warning => warning.Text));
        Assert.All(
            FoundWarnings.Find(pod, "--kubernetes-version=1.29"),
            warning => Assert.Contains("nativeSidecar to enabled", warning.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"setup"}""", false)]
    [InlineData("""{"name":"setup","securityContext":{"runAsUser":1000}}""", true)]
    public void An_init_container_without_runAsUser_uses_that_of_the_pod(string initContainer, bool isWarned)
    {
        var spec = $$$"""
            "securityContext":{"runAsUser":1337},"initContainers":[{{{initContainer}}}]
            """;
        var kinds = FoundWarnings.Find(
            Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), spec)).Select(warning => warning.Kind);
        Assert.Equal(isWarned, kinds.Contains(WarningKind.InitContainersWithoutNetwork));
    }
}
