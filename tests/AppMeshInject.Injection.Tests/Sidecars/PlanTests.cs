using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Tests the additions to a pod and their positions.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("proxyinit:init:,envoy:app:")]
    [InlineData("proxyinit:init:,envoy:app:0", "--wait-until-proxy-ready")]
    [InlineData("proxyinit:init:,envoy:app:,xray-daemon:app:", "--enable-xray-tracing")]
    [InlineData("proxyinit:init:,envoy:app:0,xray-daemon:app:", "--enable-xray-tracing", "--wait-until-proxy-ready")]
    [InlineData("proxyinit:init:0,envoy:init:1", "--native-sidecar=true")]
    [InlineData("proxyinit:init:0,envoy:init:1", "--native-sidecar=true", "--wait-until-proxy-ready")]
    [InlineData("proxyinit:init:0,envoy:init:1,xray-daemon:init:2", "--native-sidecar=true", "--enable-xray-tracing")]
    public void Containers_have_their_position(string expected, params string[] flags) =>
        Assert.Equal(expected, FormatPositions(Given.PodJson(), flags));

    [Theory]
    [InlineData("""[{"name":"a"},{"name":"proxyinit"}]""", "envoy:init:2,xray-daemon:init:3")]
    [InlineData("""[{"name":"envoy"}]""", "proxyinit:init:0,xray-daemon:init:1")]
    [InlineData("""[{"name":"a"},{"name":"proxyinit"},{"name":"envoy"}]""", "xray-daemon:init:2")]
    public void Native_sidecars_follow_an_existing_proxyinit(string initContainers, string expected) => Assert.Equal(
        expected,
        FormatPositions(
            Given.PodJson(spec: $"\"initContainers\":{initContainers}"),
            "--native-sidecar=true",
            "--enable-xray-tracing"));

    [Theory]
    [InlineData("envoy:app:")]
    [InlineData("envoy:init:0", "--native-sidecar=true")]
    public void Cni_plan_has_no_proxyinit(string expected, params string[] flags) =>
        Assert.Equal(expected, FormatPositions(Given.PodJson(Given.Annotations("appmeshCNI", "enabled")), flags));

    [Fact]
    public void Cni_plan_adds_the_annotations_of_the_plugin()
    {
        var plan = CreatePlan(
            Given.PodJson(Given.Annotations("appmeshCNI", "enabled", "egressIgnoredPorts", "22, 25")));
        Assert.Equal(
            [
                "appmesh.k8s.aws/ports=80", "appmesh.k8s.aws/egressIgnoredIPs=169.254.169.254",
                "appmesh.k8s.aws/sidecarInjectorWebhook=enabled", "appmesh.k8s.aws/ignoredUID=1337",
                "appmesh.k8s.aws/proxyEgressPort=15001", "appmesh.k8s.aws/proxyIngressPort=15000",
                "kubectl.kubernetes.io/default-container=web",
            ],
            FormatAnnotations(plan)
                .Where(annotation => !annotation.Contains("injectStatus", StringComparison.Ordinal))
                .Select(text => text.Replace("nginx", "web", StringComparison.Ordinal)));
        Assert.Contains(
            "appmesh.k8s.aws/egressIgnoredPorts=22",
            FormatAnnotations(CreatePlan(Given.PodJson(Given.Annotations("appmeshCNI", "enabled")))));
    }

    [Theory]
    [InlineData("{}", """[{"name":"envoy"},{"name":"a"},{"name":"b"}]""", "a")]
    [InlineData("{}", """[{"image":"a"},{"name":"b"}]""", "b")]
    [InlineData("""{"kubectl.kubernetes.io/default-container":"b"}""", """[{"name":"a"},{"name":"b"}]""", null)]
    [InlineData("{}", "[]", null)]
    public void Default_container_is_the_first_of_the_application(
        string annotations, string containers, string? expected) =>
        Assert.Equal(
            expected,
            CreatePlan(Given.PodJson(annotations, containers: containers)).Annotations.SingleOrDefault(
                annotation => annotation.Key == "kubectl.kubernetes.io/default-container").Value);

    [Fact]
    public void Status_annotation_lists_the_additions()
    {
        var settings = Given.Settings("--mesh-name=mesh", "--enable-sds", "--ecr-secret");
        Assert.Equal(
            $$"""
            {"containers":["envoy"],"initContainers":["proxyinit"],"volumes":["s","appmesh-sds-socket-volume"],
            "imagePullSecrets":["appmesh-ecr-secret"],"mesh":"mesh","virtualNode":"shop-web",
            "version":"{{InjectorVersion.Current}}","settings":"{{settings.Hash}}"}
            """.ReplaceLineEndings(""),
            GetStatus(Given.PodJson(Given.Annotations("secretMounts", "s:/s")), "--enable-sds", "--ecr-secret"));
        Assert.StartsWith(
            """
            {"containers":[],"initContainers":["proxyinit","envoy"],"volumes":[],"imagePullSecrets":[],
            "mesh":"m\"","virtualNode":"n\\é","version":
            """.ReplaceLineEndings(""),
            GetStatus(Given.PodJson(Given.Annotations("mesh", "m\"", "virtualNode", "n\\é")), "--native-sidecar=true"),
            StringComparison.Ordinal);
        Assert.Null(
            CreatePlan(Given.PodJson(Given.Annotations("injectStatus", "x"))).Annotations.SingleOrDefault(
                annotation => annotation.Key.EndsWith("injectStatus", StringComparison.Ordinal)).Value);
    }

    [Theory]
    [InlineData("", true, "--enable-iam-for-service-accounts")]
    [InlineData("", false, "--enable-iam-for-service-accounts=false")]
    [InlineData("\"securityContext\":{\"fsGroup\":0}", false, "--enable-iam-for-service-accounts")]
    [InlineData("\"securityContext\":{\"runAsUser\":1}", true, "--enable-iam-for-service-accounts")]
    public void FsGroup_is_set_unless_the_pod_has_one(string spec, bool isSet, string flag) =>
        Assert.Equal(isSet ? 1337 : null, CreatePlan(Given.PodJson(spec: spec), flag).FsGroup);

    [Theory]
    [InlineData("", "appmesh-ecr-secret", "--ecr-secret")]
    [InlineData("\"imagePullSecrets\":[{\"name\":\"other\"}]", "appmesh-ecr-secret", "--enable-ecr-secret")]
    [InlineData("\"imagePullSecrets\":[{\"name\":\"appmesh-ecr-secret\"}]", null, "--ecr-secret")]
    [InlineData("", null, "--ecr-secret=false")]
    public void Pull_secret_is_added_once(string spec, string? expected, string flag) =>
        Assert.Equal(expected, CreatePlan(Given.PodJson(spec: spec), flag).PullSecret);

    private static string GetStatus(string podJson, params string[] flags) =>
        CreatePlan(podJson, flags).Annotations.Single(
            annotation => annotation.Key == "appmesh.k8s.aws/injectStatus").Value;

    private static InjectionPlan CreatePlan(string podJson, params string[] flags) => Given.Plan(podJson, flags);

    private static string FormatPositions(string podJson, params string[] flags) =>
        string.Join(',', CreatePlan(podJson, flags).Containers.Select(
        addition => $"{addition.Container.Name}:{(addition.IsInit ? "init" : "app")}:{addition.Index}"));

    private static IEnumerable<string> FormatAnnotations(InjectionPlan plan) =>
        plan.Annotations.Select(annotation => $"{annotation.Key}={annotation.Value}");
}
