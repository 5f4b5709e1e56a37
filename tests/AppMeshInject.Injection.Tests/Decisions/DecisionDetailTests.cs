using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class DecisionDetailTests
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public void Detail_has_the_inputs_of_the_matching_rule()
    {
        Assert.Equal("namespace=kube-system", Given.DecideIn("kube-system", Given.PodJson()).Detail);
        Assert.Equal("spec.hostNetwork=true", Given.Decide(Given.PodJson(spec: "\"hostNetwork\":true")).Detail);
        Assert.Equal(
            "the operating system is windows",
            Given.Decide(Given.PodJson(spec: "\"os\":{\"name\":\"windows\"}")).Detail);
        Assert.Equal(
            "kubernetes.io/config.mirror is present",
            Given.Decide(Given.PodJson("""{"kubernetes.io/config.mirror":"x"}""")).Detail);
        Assert.Equal(
            "appmesh.k8s.aws/sidecarInjectorWebhook=disabled", GetDetail("sidecarInjectorWebhook", "Disabled"));
        Assert.Equal(
            "inject-default=false, appmesh.k8s.aws/sidecarInjectorWebhook is absent",
            Given.Decide(Given.PodJson(), "--inject-default=false").Detail);
        Assert.Equal("inject-default=true", Given.Decide(Given.PodJson()).Detail);
        Assert.Equal("appmesh.k8s.aws/sidecarInjectorWebhook=enabled", GetDetail("sidecarInjectorWebhook", "enabled"));
        Assert.Equal(
            "mesh-name is empty, appmesh.k8s.aws/mesh is absent",
            Given.DecideIn(Given.Namespace, Given.PodJson()).Detail);
    }

    [Fact]
    public void Detail_omits_the_value_of_an_invalid_switch() => Assert.Equal(
        "inject-default=false, appmesh.k8s.aws/sidecarInjectorWebhook is neither enabled nor disabled",
        Given.Decide(
            Given.PodJson(Given.Annotations("sidecarInjectorWebhook", Secret)), "--inject-default=false").Detail);

    [Fact]
    public void Detail_has_the_keys_but_not_the_values_of_malformed_annotations()
    {
        var decision = Given.Decide(
            Given.PodJson(Given.Annotations("sidecarEnv", Secret, "ports", Secret, "volumeMounts", $"{Secret}:/path")));

        Assert.Contains(Secret, decision.Rejection, StringComparison.Ordinal);
        Assert.Equal(
            ["appmesh.k8s.aws/ports", "appmesh.k8s.aws/sidecarEnv", "appmesh.k8s.aws/volumeMounts"],
            decision.Detail.Split(", ").Order());
    }

    [Fact]
    public void Detail_describes_an_invalid_default_name_of_the_virtual_node() => Assert.Equal(
        "appmesh.k8s.aws/virtualNode is absent or malformed, and the default name is invalid",
        Given.Decide(Given.PodJson(metadata: "\"ownerReferences\":[{\"kind\":\"X\",\"name\":\"a/b\"}]")).Detail);

    [Fact]
    public void Detail_has_at_most_ten_malformed_annotations()
    {
        string[] names = [
            "ports",
            "egressIgnoredPorts",
            "egressIgnoredIPs",
            "preview",
            "cpuRequest",
            "memoryRequest",
            "cpuLimit",
            "memoryLimit",
            "appmeshCNI",
            "ipv6",
            "sds"];
        var detail = GetDetail([.. names.SelectMany(name => new[] { name, "," })]);

        Assert.EndsWith(", …", detail, StringComparison.Ordinal);
        Assert.Equal(11, detail.Split(", ").Length);
    }

    [Fact]
    public void Detail_of_other_requests_has_operation_kind_and_subresource()
    {
        Assert.Equal(
            "operation=UPDATE, kind=\"/v1/Pod\"",
            GetDetailOfReview(AdmissionReviews.Create("null", operation: "UPDATE")));
        Assert.Equal(
            "operation=other, kind=\"/v1/Pod\"",
            GetDetailOfReview(AdmissionReviews.Create("null", operation: "PATCH")));
        Assert.Equal(
            "operation=CREATE, kind=\"/v1/Pod\", subresource=\"binding\"",
            GetDetailOfReview(AdmissionReviews.Create("null", fields: "\"subResource\":\"binding\",")));
    }

    private static string GetDetail(params string[] namesAndValues) =>
        Given.Decide(Given.PodJson(Given.Annotations(namesAndValues))).Detail;

    private static string GetDetailOfReview(string review) =>
        AdmissionReviews.GetResponse(
            AdmissionReviews.CreateProcessor().Process(review).Response)[
                "auditAnnotations"]!["detail"]!.GetValue<string>();
}
