using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

/// <summary>Tests the container <c>xray-daemon</c>.</summary>
public sealed class XRayDaemonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--log-level debug", "--xray-log-level=debug")]
    [InlineData("--role-arn arn:1", "--xray-config-roleArn=arn:1")]
    [InlineData("--role-arn arn:$$(HOME)", "--xray-config-roleArn=arn:$(HOME)")]
    [InlineData("--log-level warn --role-arn arn:1", "--xray-config-roleArn=arn:1", "--xray-log-level=warn")]
    public void Arguments_follow_settings(string expected, params string[] flags)
    {
        var container = AddedContainers.Get("xray-daemon", Given.PodJson(), ["--enable-xray-tracing", .. flags]);
        Assert.Equal(expected, string.Join(' ', container.Arguments));
        Assert.Empty(container.Command);
    }

    [Fact]
    public void XRay_daemon_with_default_settings()
    {
        var container = AddedContainers.Get(
            "xray-daemon", Given.PodJson(Given.Annotations("cpuRequest", "1m")), "--enable-xray-tracing", "--region=r");
        Assert.Equal(
            ("public.ecr.aws/xray/aws-xray-daemon", ContainerSecurity.Proxy, false),
            (container.Image, container.Security, container.RestartsAlways));
        Assert.Equal(new ContainerPort("xray", 2000, "UDP"), container.Port);
        Assert.Equal(["AWS_REGION=r"], AddedContainers.FormatEnvironment(container));
        Assert.Equal("1m", container.Resources.CpuRequest?.Text);
        Assert.Empty(container.Mounts);
        Assert.True(
            AddedContainers.Get(
                "xray-daemon", Given.PodJson(), "--enable-xray-tracing", "--native-sidecar=true").RestartsAlways);
        Assert.Equal(
            ContainerSecurity.HardenedProxy,
            AddedContainers.Get(
                "xray-daemon", Given.PodJson(), "--enable-xray-tracing", "--sidecar-hardened").Security);
    }

    [Theory]
    [InlineData("/etc/xray", "/etc/xray/xray-daemon.yaml")]
    [InlineData("/etc/xray/", "/etc/xray/xray-daemon.yaml")]
    [InlineData("/a$(AWS_REGION)", "/a$$(AWS_REGION)/xray-daemon.yaml")]
    public void Config_mount_annotation_sets_the_command(string path, string expected)
    {
        var pod = Given.PodJson(
            Given.Annotations("xrayAgentConfigMount", "v:" + path), "\"volumes\":[{\"name\":\"v\"}]");
        var container = AddedContainers.Get("xray-daemon", pod, "--enable-xray-tracing", "--xray-log-level=debug");
        Assert.Equal(["/xray", "--config", expected], container.Command);
        Assert.Empty(container.Arguments);
        Assert.Equal([new Mount("v", path, IsReadOnly: true)], container.Mounts);
    }
}
