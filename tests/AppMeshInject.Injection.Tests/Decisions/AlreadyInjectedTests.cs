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
    public void A_pod_with_all_sidecar_containers_is_skipped(
        bool expected, string containers, string initContainers, params string[] flags)
    {
        var decision = Given.Decide(
            Given.PodJson(containers: $"[{containers}]", spec: $"\"initContainers\":[{initContainers}]"), flags);
        Assert.Equal(expected ? Reason.AlreadyInjected : Reason.Injected, decision.Reason);
        Assert.Equal(expected, Injector.Plan(decision) is null);
    }

    [Fact]
    public void CNI_mode_needs_no_proxyinit() => Assert.Equal(
        Reason.AlreadyInjected,
        Given.Decide(Given.PodJson(Given.Annotations("appmeshCNI", "enabled"), containers: $"[{Envoy}]")).Reason);

    [Fact]
    public void Other_annotations_of_a_pod_with_all_sidecar_containers_are_ignored() => Assert.Equal(
        Reason.AlreadyInjected,
        Given.Decide(
            Given.PodJson(
                Given.Annotations("ports", "http", "mesh", ""), containers: $"[{Envoy},{ProxyInit}]")).Reason);

    [Fact]
    public void A_malformed_appmeshCNI_annotation_counts_as_absent()
    {
        Assert.Equal(
            Reason.InvalidAnnotation,
            Given.Decide(Given.PodJson(Given.Annotations("appmeshCNI", "yes"), containers: $"[{Envoy}]")).Reason);
        Assert.Equal(
            Reason.AlreadyInjected,
            Given.Decide(
                Given.PodJson(Given.Annotations("appmeshCNI", "yes"), containers: $"[{Envoy},{ProxyInit}]")).Reason);
    }

    [Fact]
    public void Existing_sidecar_containers_are_not_added_again()
    {
        var plan = Given.Plan(Given.PodJson(containers: $"[{Envoy}]"), "--enable-xray-tracing", "--enable-sds");
        Assert.Equal(["proxyinit", "xray-daemon"], plan.Containers.Select(addition => addition.Container.Name));
        Assert.Empty(plan.Volumes);
    }
}
