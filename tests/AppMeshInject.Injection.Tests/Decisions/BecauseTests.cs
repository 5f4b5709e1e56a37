using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class BecauseTests
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public void It_tells_the_inputs_of_the_rule_that_applied()
    {
        Assert.Equal("namespace=kube-system", Given.DecideIn("kube-system", Given.PodJson()).Detail);
        Assert.Equal("spec.hostNetwork=true", Given.Decide(Given.PodJson(spec: "\"hostNetwork\":true")).Detail);
        Assert.Equal("the operating system is windows", Given.Decide(Given.PodJson(spec: "\"os\":{\"name\":\"windows\"}")).Detail);
        Assert.Equal("kubernetes.io/config.mirror is there", Given.Decide(Given.PodJson("""{"kubernetes.io/config.mirror":"x"}""")).Detail);
        Assert.Equal("appmesh.k8s.aws/sidecarInjectorWebhook=disabled", OfAnnotations("sidecarInjectorWebhook", "Disabled"));
        Assert.Equal("inject-default=false, appmesh.k8s.aws/sidecarInjectorWebhook is absent", Given.Decide(Given.PodJson(), "--inject-default=false").Detail);
        Assert.Equal("inject-default=true", Given.Decide(Given.PodJson()).Detail);
        Assert.Equal("appmesh.k8s.aws/sidecarInjectorWebhook=enabled", OfAnnotations("sidecarInjectorWebhook", "enabled"));
        Assert.Equal("mesh-name is empty, appmesh.k8s.aws/mesh is absent", Given.DecideIn(Given.Namespace, Given.PodJson()).Detail);
    }

    [Fact]
    public void A_switch_that_is_neither_is_told_without_its_value() => Assert.Equal(
        "inject-default=false, appmesh.k8s.aws/sidecarInjectorWebhook is neither enabled nor disabled",
        Given.Decide(Given.PodJson(Given.Annotations("sidecarInjectorWebhook", Secret)), "--inject-default=false").Detail);

    [Fact]
    public void Annotations_that_are_malformed_are_told_without_their_values()
    {
        var decision = Given.Decide(Given.PodJson(Given.Annotations("sidecarEnv", Secret, "ports", Secret, "volumeMounts", $"{Secret}:/path")));

        Assert.Contains(Secret, decision.Rejection, StringComparison.Ordinal);
        Assert.Equal(["appmesh.k8s.aws/ports", "appmesh.k8s.aws/sidecarEnv", "appmesh.k8s.aws/volumeMounts"], decision.Detail.Split(", ").Order());
    }

    [Fact]
    public void A_virtual_node_that_no_name_can_be_made_for_is_told_in_a_whole_sentence() => Assert.Equal(
        "appmesh.k8s.aws/virtualNode is absent or malformed and no name can be made in its place",
        Given.Decide(Given.PodJson(metadata: "\"ownerReferences\":[{\"kind\":\"X\",\"name\":\"a/b\"}]")).Detail);

    [Fact]
    public void Many_annotations_that_are_malformed_are_told_in_part()
    {
        string[] names = ["ports", "egressIgnoredPorts", "egressIgnoredIPs", "preview", "cpuRequest", "memoryRequest", "cpuLimit", "memoryLimit", "appmeshCNI", "ipv6", "sds"];
        var because = OfAnnotations([.. names.SelectMany(name => new[] { name, "," })]);

        Assert.EndsWith(", …", because, StringComparison.Ordinal);
        Assert.Equal(11, because.Split(", ").Length);
    }

    [Fact]
    public void What_is_no_creation_of_a_pod_is_told_by_operation_kind_and_subresource()
    {
        Assert.Equal("operation=UPDATE, kind=\"/v1/Pod\"", OfReview(Answering.Review("null", operation: "UPDATE")));
        Assert.Equal("operation=other, kind=\"/v1/Pod\"", OfReview(Answering.Review("null", operation: "PATCH")));
        Assert.Equal("operation=CREATE, kind=\"/v1/Pod\", subresource=\"binding\"", OfReview(Answering.Review("null", fields: "\"subResource\":\"binding\",")));
    }

    private static string OfAnnotations(params string[] namesAndValues) => Given.Decide(Given.PodJson(Given.Annotations(namesAndValues))).Detail;

    private static string OfReview(string review) =>
        Answering.Response(Answering.Reviewer().Answer(review).Answer)["auditAnnotations"]!["because"]!.GetValue<string>();
}
