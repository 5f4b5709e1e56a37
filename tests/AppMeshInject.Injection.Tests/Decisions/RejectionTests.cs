using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class RejectionTests
{
    private const string NoMesh =
        "no mesh is configured; set appmesh.k8s.aws/mesh on the pod, or mesh-name (MESH_NAME) on the injector";

    [Fact]
    public void A_pod_without_mesh_is_rejected()
    {
        var decision = Given.DecideIn(Given.Namespace, Given.PodJson());
        Assert.Equal((Reason.NoMesh, NoMesh), (decision.Reason, decision.Rejection));
        Assert.False(decision.IsAllowed);
        Assert.Null(Injector.Plan(decision));
        Assert.Null(decision.VirtualNode);
    }

    [Fact]
    public void The_mesh_annotation_of_the_pod_is_sufficient() =>
        Assert.Equal(
            Reason.Injected, Given.DecideIn(Given.Namespace, Given.PodJson(Given.Annotations("mesh", "m"))).Reason);

    [Fact]
    public void All_errors_are_reported_including_a_missing_mesh()
    {
        var decision = Given.DecideIn(
            Given.Namespace, Given.PodJson(Given.Annotations("ports", "80,http", "preview", "yes")));
        Assert.Equal(Reason.InvalidAnnotation, decision.Reason);
        Assert.Equal(
            "appmesh.k8s.aws/ports: \"80,http\": \"http\" is not a port (1 to 65535); "
            + "appmesh.k8s.aws/preview: \"yes\" is not enabled, disabled, true or false; " + NoMesh,
            decision.Rejection);
    }

    [Fact]
    public void A_malformed_mesh_is_a_single_error() => Assert.Equal(
        "appmesh.k8s.aws/mesh: \"\" is empty; set a name",
        Given.DecideIn(Given.Namespace, Given.PodJson(Given.Annotations("mesh", ""))).Rejection);

    [Theory]
    [InlineData(
        "cpuRequest",
        "1",
        "--sidecar-cpu-limits=500m",
        "appmesh.k8s.aws/cpuRequest: \"1\" is over the limit, which is 500m")]
    [InlineData("cpuLimit", "1m", "--preview", "appmesh.k8s.aws/cpuLimit: \"1m\" is below the request, which is 10m")]
    [InlineData(
        "memoryRequest",
        "1Gi",
        "--sidecar-memory-limits=1G",
        "appmesh.k8s.aws/memoryRequest: \"1Gi\" is over the limit, which is 1G")]
    [InlineData(
        "memoryLimit", "1Mi", "--preview", "appmesh.k8s.aws/memoryLimit: \"1Mi\" is below the request, which is 32Mi")]
    public void A_request_above_its_limit_is_rejected(string name, string value, string flag, string expected) =>
        Assert.Equal(expected, Given.Decide(Given.PodJson(Given.Annotations(name, value)), flag).Rejection);

    [Fact]
    public void A_request_can_equal_its_limit_or_have_none()
    {
        Assert.True(
            Given.Decide(
                Given.PodJson(
                    Given.Annotations("cpuRequest", "1", "cpuLimit", "1000m", "memoryLimit", "32Mi"))).IsAllowed);
        Assert.True(
            Given.Decide(
                Given.PodJson(
                    Given.Annotations(
                        "cpuRequest", "1", "cpuLimit", "", "memoryRequest", "", "memoryLimit", "1"))).IsAllowed);
    }

    [Fact]
    public void A_mount_of_an_unknown_volume_is_rejected()
    {
        const string volumes = "\"volumes\":[{\"name\":\"v\"}]";
        Assert.Equal(
            "appmesh.k8s.aws/volumeMounts: \"v:/v,w:/w\": \"w\" is not a volume of the pod",
            Given.Decide(Given.PodJson(Given.Annotations("volumeMounts", "v:/v,w:/w"), volumes)).Rejection);
        Assert.Equal(
            "appmesh.k8s.aws/xrayAgentConfigMount: \"w:/w\": \"w\" is not a volume of the pod",
            Given.Decide(
                Given.PodJson(Given.Annotations("xrayAgentConfigMount", "w:/w"), volumes),
                "--enable-xray-tracing").Rejection);
        Assert.True(
            Given.Decide(
                Given.PodJson(Given.Annotations("xrayAgentConfigMount", "v:/w"), volumes),
                "--enable-xray-tracing").IsAllowed);
        Assert.True(Given.Decide(Given.PodJson(Given.Annotations("xrayAgentConfigMount", "w:/w"), volumes)).IsAllowed);
    }

    [Fact]
    public void A_path_that_is_mounted_twice_is_rejected()
    {
        const string volumes = "\"volumes\":[{\"name\":\"v\"}]";
        Assert.Equal(
            "appmesh.k8s.aws/volumeMounts: \"v:/a\": \"/a\" is mounted into envoy twice",
            Given.Decide(
                Given.PodJson(Given.Annotations("secretMounts", "s:/a", "volumeMounts", "v:/a"), volumes)).Rejection);
        Assert.Equal(
            "appmesh.k8s.aws/secretMounts: \"s:/a,t:/a\": \"/a\" is mounted into envoy twice",
            Given.Decide(Given.PodJson(Given.Annotations("secretMounts", "s:/a,t:/a"))).Rejection);
        Assert.Equal(
            "appmesh.k8s.aws/secretMounts: \"s:/a,t:/a/\": \"/a/\" is mounted into envoy twice",
            Given.Decide(Given.PodJson(Given.Annotations("secretMounts", "s:/a,t:/a/"))).Rejection);
        Assert.Equal(
            "appmesh.k8s.aws/secretMounts: \"s:/sds\": \"/sds\" is mounted into envoy twice",
            Given.Decide(
                Given.PodJson(Given.Annotations("secretMounts", "s:/sds")),
                "--enable-sds",
                "--sds-uds-path=/sds/").Rejection);
        Assert.True(
            Given.Decide(Given.PodJson(Given.Annotations("secretMounts", "s:/sds")), "--sds-uds-path=/sds").IsAllowed);
    }

    [Theory]
    [InlineData("1.28", false)]
    [InlineData("1.29", true)]
    public void A_native_sidecar_requires_Kubernetes_1_29(string version, bool isAllowed)
    {
        var decision = Given.Decide(
            Given.PodJson(Given.Annotations("nativeSidecar", "Enabled")), "--kubernetes-version=" + version);
        Assert.Equal(isAllowed, decision.IsAllowed);
        Assert.Equal(
            isAllowed
                ? null
                : "appmesh.k8s.aws/nativeSidecar: \"Enabled\" requires Kubernetes 1.29 or later; "
                    + "this cluster runs 1.28",
            decision.Rejection);
    }

    [Fact]
    public void Without_native_sidecar_or_known_version_every_cluster_is_accepted()
    {
        Assert.True(
            Given.Decide(
                Given.PodJson(Given.Annotations("nativeSidecar", "disabled")), "--kubernetes-version=1.28").IsAllowed);
        Assert.True(Given.Decide(Given.PodJson(Given.Annotations("nativeSidecar", "enabled"))).IsAllowed);
    }

    [Fact]
    public void An_invalid_default_name_of_the_virtual_node_is_rejected()
    {
        const string owner = "\"ownerReferences\":[{\"kind\":\"X\",\"name\":\"a/b\"}]";
        Assert.Equal(
            "appmesh.k8s.aws/virtualNode is absent or malformed, and the default name is invalid: "
            + "\"shop-a/b\" is not a valid name; remove /, white space and control characters",
            Given.Decide(Given.PodJson(metadata: owner)).Rejection);
        Assert.True(Given.Decide(Given.PodJson(Given.Annotations("virtualNode", "n"), metadata: owner)).IsAllowed);
    }

    [Fact]
    public void Every_malformed_annotation_is_reported()
    {
        var names = AnnotationCatalogue.All.Select(annotation => annotation.Name).Where(
            name => name is not "sidecarInjectorWebhook").ToList();
        var rejection = Given.Decide(
            Given.PodJson(Given.Annotations([.. names.SelectMany(name => new[] { name, "\n/:" })]))).Rejection!;
        var malformed = AnnotationCatalogue.All.Where(
            annotation => annotation.AcceptedValues != "any" && annotation.Name != "sidecarInjectorWebhook");
        Assert.All(
            malformed,
            annotation => Assert.Contains(annotation.Key + ": ", rejection, StringComparison.Ordinal));
        Assert.DoesNotContain(" more", rejection, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_errors_in_one_annotation_do_not_hide_errors_in_others()
    {
        var volumes = string.Join(',', Enumerable.Range(0, 256).Select(number => $"v{number}:/same/"));
        var rejection = Given.Decide(
            Given.PodJson(
                Given.Annotations(
                    "volumeMounts", volumes, "secretMounts", "s:/same", "ipv6", "x", "sds", "x"))).Rejection!;
        Assert.Contains("appmesh.k8s.aws/ipv6: ", rejection, StringComparison.Ordinal);
        Assert.Contains("appmesh.k8s.aws/sds: ", rejection, StringComparison.Ordinal);
        Assert.Contains("\"v0\", \"v1\", \"v2\"", rejection, StringComparison.Ordinal);
        Assert.Contains("\"v9\" and 246 more are not volumes of the pod; ", rejection, StringComparison.Ordinal);
        Assert.Contains("and 246 more are mounted into envoy twice", rejection, StringComparison.Ordinal);
        Assert.True(rejection.Length < 1500, rejection);
    }

    [Fact]
    public void An_unknown_volume_that_is_used_twice_is_reported_once() => Assert.Equal(
        "appmesh.k8s.aws/volumeMounts: \"w:/a,w:/b\": \"w\" is not a volume of the pod",
        Given.Decide(Given.PodJson(Given.Annotations("volumeMounts", "w:/a,w:/b"))).Rejection);
}
