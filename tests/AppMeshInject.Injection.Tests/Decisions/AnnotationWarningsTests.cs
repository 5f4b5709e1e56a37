using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Tests.Decisions;

public sealed class AnnotationWarningsTests
{
    [Fact]
    public void A_plain_pod_has_none() => Assert.Empty(Given.Decide(Given.PodJson()).Warnings);

    [Theory]
    [InlineData("prots", "\"appmesh.k8s.aws/prots\" is no annotation of App Mesh and is ignored: did you mean appmesh.k8s.aws/ports?")]
    [InlineData("teamContactAddress", "\"appmesh.k8s.aws/teamContactAddress\" is no annotation of App Mesh and is ignored: remove it; the nearest known one is appmesh.k8s.aws/memoryRequest")]
    public void An_unknown_annotation(string name, string expected) =>
        Assert.Equal([(WarningKind.UnknownAnnotation, expected)], Warned.Of(Given.PodJson(Given.Annotations(name, "x"))));

    [Theory]
    [InlineData("--inject-default=true")]
    [InlineData("--inject-default=false")]
    public void An_unknown_switch_value(string flag) => Assert.Equal(
        [(WarningKind.UnknownSwitchValue, "appmesh.k8s.aws/sidecarInjectorWebhook: \"yes\" is not enabled or disabled and is ignored: write one of the two")],
        Warned.Of(Given.PodJson(Given.Annotations("sidecarInjectorWebhook", "yes")), flag));

    [Fact]
    public void Injection_asked_for_and_not_possible()
    {
        var asked = Given.Annotations("sidecarInjectorWebhook", "enabled");
        Assert.Equal(
            [(WarningKind.NotPossible, "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a pod with hostNetwork cannot join the mesh and is left as it is: remove the annotation, or hostNetwork")],
            Warned.Of(Given.PodJson(asked, "\"hostNetwork\":true")));
        Assert.Equal(
            [(WarningKind.NotPossible, "appmesh.k8s.aws/sidecarInjectorWebhook is enabled, but a Windows pod cannot join the mesh and is left as it is: remove the annotation, or run the pod on Linux")],
            Warned.Of(Given.PodJson(asked, "\"os\":{\"name\":\"windows\"}")));
        Assert.Equal(
            [WarningKind.NotPossible, WarningKind.UnknownAnnotation],
            Warned.Of(Given.PodJson(Given.Annotations("prots", "x", "sidecarInjectorWebhook", "enabled"), "\"hostNetwork\":true")).Select(warning => warning.Kind));
        Assert.Empty(Warned.Of(Given.PodJson(spec: "\"hostNetwork\":true")));
        Assert.Empty(Warned.Of(Given.PodJson(spec: "\"os\":{\"name\":\"windows\"}")));
    }

    [Fact]
    public void None_where_nobody_asked_us()
    {
        var unknown = Given.Annotations("prots", "x");
        Assert.Empty(Given.DecideIn("kube-system", Given.PodJson(unknown)).Warnings);
        Assert.Empty(Warned.Of(Given.PodJson(unknown.Insert(1, "\"kubernetes.io/config.mirror\":\"x\","))));
        Assert.Single(Warned.Of(Given.PodJson(Given.Annotations("prots", "x", "sidecarInjectorWebhook", "disabled"))));
        Assert.Single(Warned.Of(Given.PodJson(unknown, "\"hostNetwork\":true")));
        Assert.Single(Warned.Of(Given.PodJson(Given.Annotations("prots", "x", "ports", "x"))));
    }
}
