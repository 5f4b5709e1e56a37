using AppMeshInject.Injection.Plans;

namespace AppMeshInject.Injection.Tests.Sidecars;

public sealed class MountTests
{
    [Fact]
    public void Mounts_are_secrets_then_volumes_then_the_socket()
    {
        var plan = CreatePlan(
            Given.Annotations("volumeMounts", "v:/v", "secretMounts", "s:/s,t:/t,s:/s2"),
            "{\"name\":\"v\"}",
            "--enable-sds");
        Assert.Equal(
            "s:/s,t:/t,s:/s2,v:/v,appmesh-sds-socket-volume:/run/spire/sockets/agent.sock", FormatMounts(plan));
        Assert.Equal(
            [true, true, true, true, false], plan.Containers[1].Container.Mounts.Select(mount => mount.IsReadOnly));
        Assert.Equal(
            [
                new VolumeAddition("s", "s", null),
                new VolumeAddition("t", "t", null),
                new VolumeAddition("appmesh-sds-socket-volume", null, "/run/spire/sockets/agent.sock"),
            ],
            plan.Volumes);
    }

    [Theory]
    [InlineData("s:/s", "{\"name\":\"s\"}", "s-2")]
    [InlineData("s:/s", "{\"name\":\"s\"},{\"name\":\"s-2\"},{\"name\":\"s-3\"}", "s-4")]
    [InlineData("a.b:/s", "{\"name\":\"x\"}", "a-b-2")]
    [InlineData("a.b:/s,a-b:/t", "{\"name\":\"x\"}", "a-b-2,a-b")]
    [InlineData("a.b.c:/s,a-b.c:/t,a.b-c:/u", "{\"name\":\"a-b-c-3\"}", "a-b-c-2,a-b-c-4,a-b-c-5")]
    [InlineData("s:/s,s-2:/t", "{\"name\":\"s\"}", "s-2,s-2-2")]
    public void Secret_volume_has_the_name_of_the_secret_or_a_numbered_name(
        string mounts, string volumes, string expected)
    {
        var plan = CreatePlan(Given.Annotations("secretMounts", mounts), volumes);
        Assert.Equal(expected, string.Join(',', plan.Volumes.Select(volume => volume.Name)));
        Assert.Equal(expected, string.Join(',', plan.Containers[1].Container.Mounts.Select(mount => mount.Volume)));
        Assert.Equal(
            mounts,
            string.Join(
                ',',
                plan.Volumes.Zip(
                    plan.Containers[1].Container.Mounts, (volume, mount) => $"{volume.SecretName}:{mount.Path}")));
    }

    [Fact]
    public void Volume_name_has_at_most_63_characters()
    {
        var longest = new string('a', 63);
        Assert.Equal(longest, CreatePlan(Given.Annotations("secretMounts", longest + ":/s"), "{}").Volumes[0].Name);
        Assert.Equal(
            new string('a', 61) + "-2",
            CreatePlan(Given.Annotations("secretMounts", longest + "a:/s"), "{}").Volumes[0].Name);
        Assert.Equal(
            [new string('a', 61) + "-2", new string('a', 61) + "-3"],
            CreatePlan(Given.Annotations("secretMounts", longest + "a:/s," + longest + "b:/t"), "{}")
                .Volumes.Select(volume => volume.Name));
    }

    [Theory]
    [InlineData("""{"name":"mine","hostPath":{"path":"/run/spire/sockets/agent.sock"}}""", "mine", 0)]
    [InlineData("""{"name":"mine","hostPath":{"path":"/run/spire/sockets"}}""", "appmesh-sds-socket-volume", 1)]
    [InlineData("""{"name":"appmesh-sds-socket-volume","emptyDir":{}}""", "appmesh-sds-socket-volume-2", 1)]
    public void Socket_volume_of_the_pod_is_reused(string volume, string expected, int additions)
    {
        var plan = CreatePlan("{}", volume, "--enable-sds");
        Assert.Equal(expected + ":/run/spire/sockets/agent.sock", FormatMounts(plan));
        Assert.Equal(additions, plan.Volumes.Count);
    }

    [Fact]
    public void Annotation_disables_the_socket_mount()
    {
        var plan = CreatePlan(Given.Annotations("sds", "disabled"), "{}", "--enable-sds");
        Assert.Empty(plan.Volumes);
        Assert.Empty(plan.Containers[1].Container.Mounts);
    }

    private static InjectionPlan CreatePlan(string annotations, string volumes, params string[] flags) =>
        Given.Plan(Given.PodJson(annotations, $"\"volumes\":[{volumes}]"), flags);

    private static string FormatMounts(InjectionPlan plan) =>
        string.Join(',', plan.Containers[1].Container.Mounts.Select(mount => $"{mount.Volume}:{mount.Path}"));
}
