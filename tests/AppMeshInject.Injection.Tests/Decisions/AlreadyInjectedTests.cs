using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class AlreadyInjectedTests
{
    private const string Envoy = """{"name":"envoy"}""";
    private const string ProxyInit = """{"name":"proxyinit"}""";
    private const string XRay = """{"name":"xray-daemon"}""";

    [Theory]
    [InlineData(true, Envoy, ProxyInit)]
    [InlineData(true, Envoy + "," + ProxyInit, """{"name":"x"}""")]
    [InlineData(true, """{"name":"x"}""", ProxyInit + "," + Envoy)]
    [InlineData(false, Envoy, """{"name":"x"}""")]
    [InlineData(false, """{"name":"x"}""", ProxyInit)]
    [InlineData(false, """{"name":"Envoy"}""", ProxyInit)]
    [InlineData(false, Envoy, ProxyInit, "--enable-xray-tracing")]
    [InlineData(true, Envoy + "," + XRay, ProxyInit, "--enable-xray-tracing")]
    [InlineData(true, Envoy, ProxyInit + "," + XRay, "--enable-xray-tracing")]
    [InlineData(true, Envoy, ProxyInit, "--enable-jaeger-tracing")]
    public void A_pod_that_has_every_container_is_left_as_it_is(bool expected, string containers, string initContainers, params string[] flags)
    {
        var decision = Given.Decide(Given.PodJson(containers: $"[{containers}]", spec: $"\"initContainers\":[{initContainers}]"), flags);
        Assert.Equal(expected ? Reason.AlreadyInjected : Reason.Injected, decision.Reason);
        Assert.Equal(expected, decision.Plan is null);
    }

    [Fact]
    public void With_the_CNI_plugin_there_is_no_proxyinit() => Assert.Equal(
        Reason.AlreadyInjected,
        Given.Decide(Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), containers: $"[{Envoy}]")).Reason);

    [Fact]
    public void Its_other_annotations_do_not_matter() => Assert.Equal(
        Reason.AlreadyInjected,
        Given.Decide(Given.PodJson(Given.Annotations("ports", "http", "mesh", ""), containers: $"[{Envoy},{ProxyInit}]")).Reason);

    [Fact]
    public void A_malformed_switch_counts_as_absent()
    {
        Assert.Equal(
            Reason.InvalidAnnotation,
            Given.Decide(Given.PodJson(Given.Annotations("appmeshCNI", "yes"), containers: $"[{Envoy}]")).Reason);
        Assert.Equal(
            Reason.AlreadyInjected,
            Given.Decide(Given.PodJson(Given.Annotations("appmeshCNI", "yes"), containers: $"[{Envoy},{ProxyInit}]")).Reason);
    }

    [Fact]
    public void What_a_pod_has_is_not_added_again()
    {
        var decision = Given.Decide(Given.PodJson(containers: $"[{Envoy}]"), "--enable-xray-tracing", "--enable-sds");
        Assert.Equal(["proxyinit", "xray-daemon"], decision.Plan!.Containers.Select(addition => addition.Container.Name));
        Assert.Empty(decision.Plan.Volumes);
    }
}
