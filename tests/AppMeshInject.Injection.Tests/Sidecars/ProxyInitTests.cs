using AppMeshInject.Injection.Plans;
using AppMeshInject.Injection.Sidecars;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Tests the init container <c>proxyinit</c> and the port lists of the redirection.</summary>
public sealed class ProxyInitTests
{
    [Fact]
    public void Environment_is_complete_and_in_order() => Assert.Equal(
        [
            "APPMESH_START_ENABLED=1", "APPMESH_IGNORE_UID=1337", "APPMESH_ENVOY_INGRESS_PORT=15000",
            "APPMESH_ENVOY_EGRESS_PORT=15001",
            "APPMESH_APP_PORTS=80", "APPMESH_EGRESS_IGNORED_IP=169.254.169.254", "APPMESH_EGRESS_IGNORED_PORTS=22",
            "APPMESH_ENABLE_IPV6=1",
        ],
        AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", Given.PodJson())));

    [Theory]
    [InlineData("ports", "443,80,443", "APPMESH_APP_PORTS=443,80")]
    [InlineData("ports", "", "APPMESH_APP_PORTS=")]
    [InlineData("egressIgnoredIPs", "10.0.0.0/8, ::1", "APPMESH_EGRESS_IGNORED_IP=10.0.0.0/8,::1")]
    [InlineData("egressIgnoredPorts", "25, 26", "APPMESH_EGRESS_IGNORED_PORTS=25,26")]
    [InlineData("ipv6", "disabled", "APPMESH_ENABLE_IPV6=0")]
    public void Environment_follows_annotations(string name, string value, string expected) =>
        Assert.Contains(
            expected,
            AddedContainers.FormatEnvironment(
                AddedContainers.Get("proxyinit", Given.PodJson(Given.Annotations(name, value)))));

    [Theory]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13", "1,2,3,4,5,6,7,8,9,10,11,12,13")]
    [InlineData("1,22,2,3,4,5,6,7,8,9,10,11,12,13", "1,22,2,3,4,5,6,7,8,9,10,11,12,13")]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13,14", "1,2,3,4,5,6,7,8,9,10,11,12,13,14")]
    [InlineData("1,22,2,3,4,5,6,7,8,9,10,11,12,13,14", "1,2,3,4,5,6,7,8,9,10,11,12,13,14")]
    public void Ignored_ports_omit_22_if_15_are_given_because_the_script_appends_it(string written, string expected) =>
        Assert.Contains(
        $"APPMESH_EGRESS_IGNORED_PORTS={expected}",
        AddedContainers.FormatEnvironment(
            AddedContainers.Get("proxyinit", Given.PodJson(Given.Annotations("egressIgnoredPorts", written)))));

    [Fact]
    public void App_ports_are_the_tcp_ports_of_the_application_in_order()
    {
        var pod = Given.PodJson(containers: """
            [{"name":"xray-daemon","ports":[{"containerPort":1}]},
             {"name":"a","ports":[{"containerPort":90},{"containerPort":80,"protocol":"TCP"},
               {"containerPort":53,"protocol":"UDP"}]},
             {"name":"b","ports":[{"containerPort":80},{"containerPort":81},{"containerPort":5,"protocol":"SCTP"}]}]
            """);
        Assert.Contains(
            "APPMESH_APP_PORTS=90,80,81",
            AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", pod, "--enable-xray-tracing")));
        Assert.Contains(
            "APPMESH_APP_PORTS=1,90,80,81", AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", pod)));
    }

    [Fact]
    public void App_ports_include_native_sidecars_of_the_pod_but_not_init_containers()
    {
        var pod = Given.PodJson(spec: """
            "initContainers":[{"name":"ends","ports":[{"containerPort":1}]},
             {"name":"runs","restartPolicy":"Always","ports":[{"containerPort":2},{"containerPort":80},
               {"containerPort":3,"protocol":"UDP"}]},
             {"name":"xray-daemon","restartPolicy":"Always","ports":[{"containerPort":4}]}]
            """);
        Assert.Contains(
            "APPMESH_APP_PORTS=80,2",
            AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", pod, "--enable-xray-tracing")));
        Assert.Contains(
            "APPMESH_APP_PORTS=80,2,4", AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", pod)));
    }

    [Fact]
    public void App_ports_are_limited_to_15()
    {
        var ports = string.Join(',', Enumerable.Range(1, 17).Select(port => $$"""{"containerPort":{{port}}}"""));
        Assert.Contains(
            "APPMESH_APP_PORTS=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
            AddedContainers.FormatEnvironment(AddedContainers.Get(
                "proxyinit", Given.PodJson(containers: $$$"""[{"name":"a","ports":[{{{ports}}}]}]"""))));
    }

    [Fact]
    public void App_ports_of_containers_precede_those_of_native_sidecars()
    {
        var ports = string.Join(',', Enumerable.Range(1, 14).Select(port => $$"""{"containerPort":{{port}}}"""));
        var pod = Given.PodJson(
            spec: """
                "initContainers":[
                  {"name":"runs","restartPolicy":"Always","ports":[{"containerPort":99},{"containerPort":98}]}]
                """,
            containers: $$$"""[{"name":"a","ports":[{{{ports}}}]}]""");
        Assert.Contains(
            "APPMESH_APP_PORTS=1,2,3,4,5,6,7,8,9,10,11,12,13,14,99",
            AddedContainers.FormatEnvironment(AddedContainers.Get("proxyinit", pod)));
        Assert.True(Redirection.Create(Given.EffectiveSettings(pod)).HasOmittedPorts);
    }

    [Fact]
    public void Container_has_net_admin_and_the_resources_of_the_settings()
    {
        var container = AddedContainers.Get(
            "proxyinit", Given.PodJson(Given.Annotations("cpuRequest", "5m")), "--init-image=init:1",
            "--sidecar-memory-limits=1Gi");
        Assert.Equal(("init:1", ContainerSecurity.NetworkAdmin), (container.Image, container.Security));
        Assert.Equal(("10m", "32Mi", null, "1Gi"), AddedContainers.FormatResources(container.Resources));
        Assert.False(container.RestartsAlways);
        Assert.Null(container.Port);
    }
}
