using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class AnnotationWarningsTests
{
    [Fact]
    public void A_plain_pod_has_no_warnings() => Assert.Empty(Given.Decide(Given.PodJson()).Warnings);

    [Theory]
    [InlineData(
        "prots",
        "\"appmesh.k8s.aws/prots\" is not an annotation of App Mesh and is ignored; did you mean "
        + "appmesh.k8s.aws/ports?")]
    [InlineData(
        "teamContactAddress",
        "\"appmesh.k8s.aws/teamContactAddress\" is not an annotation of App Mesh and is ignored; remove it "
        + "(the most similar annotation is appmesh.k8s.aws/memoryRequest)")]
    public void An_unknown_annotation_is_warned(string name, string expected) =>
        Assert.Equal(
            [(WarningKind.UnknownAnnotation, expected)],
            FoundWarnings.Find(Given.PodJson(Given.Annotations(name, "x"))));

    [Theory]
    [InlineData("--inject-default=true")]
    [InlineData("--inject-default=false")]
    public void An_unknown_switch_value_is_warned(string flag) => Assert.Equal(
        [
            (
                WarningKind.UnknownSwitchValue,
                "appmesh.k8s.aws/sidecarInjectorWebhook: \"yes\" is not enabled or disabled and is ignored; "
                + "use enabled or disabled")],
        FoundWarnings.Find(Given.PodJson(Given.Annotations("sidecarInjectorWebhook", "yes")), flag));

    [Fact]
    public void A_request_for_impossible_injection_is_warned()
    {
        var annotations = Given.Annotations("sidecarInjectorWebhook", "enabled");
        Assert.Equal(
            [
                (
                    WarningKind.InjectionNotPossible,
                    "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a pod with hostNetwork cannot "
                    + "join the mesh and is not injected; remove the annotation or hostNetwork")],
            FoundWarnings.Find(Given.PodJson(annotations, "\"hostNetwork\":true")));
        Assert.Equal(
            [
                (
                    WarningKind.InjectionNotPossible,
                    "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a Windows pod cannot join the "
                    + "mesh and is not injected; remove the annotation or run the pod on Linux")],
            FoundWarnings.Find(Given.PodJson(annotations, "\"os\":{\"name\":\"windows\"}")));
        Assert.Equal(
            [WarningKind.InjectionNotPossible, WarningKind.UnknownAnnotation],
            FoundWarnings.Find(
                Given.PodJson(
                    Given.Annotations("prots", "x", "sidecarInjectorWebhook", "enabled"),
                    "\"hostNetwork\":true")).Select(warning => warning.Kind));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(spec: "\"hostNetwork\":true")));
        Assert.Empty(FoundWarnings.Find(Given.PodJson(spec: "\"os\":{\"name\":\"windows\"}")));
    }

    [Fact]
    public void Pods_of_system_namespaces_and_mirror_pods_are_not_warned()
    {
        var unknown = Given.Annotations("prots", "x");
        Assert.Empty(Given.DecideIn("kube-system", Given.PodJson(unknown)).Warnings);
        Assert.Empty(FoundWarnings.Find(Given.PodJson(unknown.Insert(1, "\"kubernetes.io/config.mirror\":\"x\","))));
        Assert.Single(
            FoundWarnings.Find(Given.PodJson(Given.Annotations("prots", "x", "sidecarInjectorWebhook", "disabled"))));
        Assert.Single(FoundWarnings.Find(Given.PodJson(unknown, "\"hostNetwork\":true")));
        Assert.Single(FoundWarnings.Find(Given.PodJson(Given.Annotations("prots", "x", "ports", "x"))));
    }
}
