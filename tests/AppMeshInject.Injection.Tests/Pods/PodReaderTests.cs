using System.Collections.Immutable;
using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Tests.Pods;

public sealed class PodReaderTests
{
    [Fact]
    public void Read_complete_pod_returns_all_known_fields()
    {
        var pod = Given.Pod("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"n","generateName":"g-","namespace":"ns","uid":"u",
             "labels":{"app":"x","pod-template-hash":"1","rollouts-pod-template-hash":"2",
               "eks.amazonaws.com/fargate-profile":"3"},
             "annotations":{"a":"b","kubernetes.io/config.mirror":"4","kubectl.kubernetes.io/default-container":"5",
               "appmesh.k8s.aws/ports":"6"},
             "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs","controller":true,"uid":"u"}]},
             "spec":{"hostNetwork":true,"terminationGracePeriodSeconds":60,
              "securityContext":{"runAsUser":1000,"runAsGroup":1},"imagePullSecrets":[{"name":"p"},{}],
              "volumes":[{"name":"v","emptyDir":{}},{"name":"h","hostPath":{"type":"Socket","path":"/s"}},{}],
              "containers":[{"name":"c","image":"i","securityContext":{"runAsUser":7,"privileged":true},
                "ports":[{"name":"http","containerPort":80,"hostPort":1},{"containerPort":53,"protocol":"UDP"},
                  {"containerPort":81,"protocol":"TCP"},{"containerPort":82,"protocol":""}]}],
              "initContainers":[{"name":"i","restartPolicy":"Always"},{"name":"j","restartPolicy":"Never"},{}]},
             "status":{}}
            """);
        Assert.Equal(("n", "g-", "ns"), (pod.Name, pod.GenerateName, pod.Namespace));
        Assert.Equal(
            ["pod-template-hash=1", "rollouts-pod-template-hash=2", "eks.amazonaws.com/fargate-profile=3"],
            Pairs(pod.Labels));
        Assert.Equal(
            ["kubernetes.io/config.mirror=4", "kubectl.kubernetes.io/default-container=5", "appmesh.k8s.aws/ports=6"],
            Pairs(pod.Annotations));
        Assert.Equal([new OwnerReference("ReplicaSet", "rs", true)], pod.Owners);
        Assert.True(pod.HostNetwork);
        Assert.False(pod.IsWindows);
        Assert.Equal((60, 1000), (pod.TerminationGracePeriodSeconds, pod.RunAsUser));
        Assert.Equal(["p", ""], pod.ImagePullSecrets);
        Assert.Equal([new VolumeView("v", null), new VolumeView("h", "/s"), new VolumeView("", null)], pod.Volumes);
        var container = Assert.Single(pod.Containers);
        Assert.Equal(("c", 7L, false), (container.Name, container.RunAsUser!.Value, container.RestartsAlways));
        Assert.Equal(
            [
                new PortView("http", 80, true), new PortView(null, 53, false), new PortView(null, 81, true),
                new PortView(null, 82, true),
            ],
            container.Ports);
        Assert.Equal(
            [("i", true), ("j", false), ("", false)],
            pod.InitContainers.Select(init => (init.Name, init.RestartsAlways)));
        Assert.Equal(
            PodFields.Metadata | PodFields.Annotations | PodFields.Labels | PodFields.OwnerReferences | PodFields.Spec
            | PodFields.Containers | PodFields.InitContainers | PodFields.Volumes | PodFields.ImagePullSecrets
            | PodFields.SecurityContext,
            pod.PresentFields);
    }

    [Theory]
    [InlineData("{}", PodFields.None)]
    [InlineData("""{"metadata":null,"spec":null}""", PodFields.None)]
    [InlineData("""{"metadata":{},"spec":{}}""", PodFields.Metadata | PodFields.Spec)]
    [InlineData(
        """{"metadata":{"name":null,"labels":null,"annotations":null,"ownerReferences":null}}""",
        PodFields.Metadata)]
    [InlineData(
        """
        {"spec":{"containers":null,"initContainers":null,"volumes":null,"imagePullSecrets":null,"securityContext":null,
         "hostNetwork":null,"os":null,"nodeSelector":null,"terminationGracePeriodSeconds":null}}
        """,
        PodFields.Spec)]
    [InlineData("""{"spec":{"securityContext":{"fsGroup":null}}}""", PodFields.Spec | PodFields.SecurityContext)]
    [InlineData(
        """{"spec":{"securityContext":{"fsGroup":0}}}""",
        PodFields.Spec | PodFields.SecurityContext | PodFields.FsGroup)]
    [InlineData(
        """{"spec":{"containers":[],"volumes":[]}}""",
        PodFields.Spec | PodFields.Containers | PodFields.Volumes)]
    public void Read_null_object_or_array_is_absent(string json, PodFields expected) =>
        Assert.Equal(expected, Given.Pod(json).PresentFields);

    [Fact]
    public void Read_null_fields_are_absent()
    {
        var pod = Given.Pod("""
            {"metadata":{"annotations":{"appmesh.k8s.aws/ports":null},
              "ownerReferences":[{"kind":null,"name":null,"controller":null}]},
             "spec":{"containers":[
                {"name":null,"ports":null,"securityContext":null,"restartPolicy":null,"readinessProbe":null},
                {"ports":[{"containerPort":null}]}],
              "volumes":[{"name":null,"hostPath":null}],"imagePullSecrets":[{"name":null}]}}
            """);
        Assert.Empty(pod.Annotations);
        Assert.Equal(new OwnerReference("", "", false), Assert.Single(pod.Owners));
        Assert.Equal(["", ""], pod.Containers.Select(container => container.Name));
        Assert.All(pod.Containers, container => Assert.Empty(container.Ports));
        Assert.Equal(new VolumeView("", null), Assert.Single(pod.Volumes));
    }

    [Theory]
    [InlineData("""{"os":{"name":"windows"}}""", true)]
    [InlineData("""{"os":{"name":"linux"}}""", false)]
    [InlineData("""{"os":{}}""", false)]
    [InlineData("""{"nodeSelector":{"a":"b","kubernetes.io/os":"windows"}}""", true)]
    [InlineData("""{"nodeSelector":{"kubernetes.io/os":"linux"}}""", false)]
    [InlineData("""{"os":{"name":"windows"},"nodeSelector":{"kubernetes.io/os":"linux"}}""", true)]
    [InlineData("""{"nodeSelector":{"kubernetes.io/os":"windows"},"os":{"name":"linux"}}""", true)]
    [InlineData("""{"nodeSelector":{"os":"windows"}}""", false)]
    public void IsWindows_depends_on_os_and_node_selector(string spec, bool expected) =>
        Assert.Equal(expected, Given.Pod($$"""{"spec":{{spec}}}""").IsWindows);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    public void Read_port_out_of_range_is_skipped(string port) =>
        Assert.Empty(ReadPorts(port));

    [Theory]
    [InlineData(1)]
    [InlineData(65535)]
    public void Read_port_in_range_is_returned(int port) => Assert.Equal(
        [new PortView(null, port, true)],
        ReadPorts($"{port}"));

    [Fact]
    public void Read_escaped_names_are_recognized()
    {
        var pod = Given.Pod("""
            {"met\u0061data":{"\u006eame":"p\u006fd",
             "annotations":{"\u0061ppmesh.k8s.aws\/ports":"8\u0030","appmesh.k8s.aws\u002fmesh":"m","\u0061":"b"},
             "labels":{"pod\u002dtemplate-hash":"h"}},"sp\u0065c":{"host\u004eetwork":true}}
            """);
        Assert.Equal("pod", pod.Name);
        Assert.Equal(["appmesh.k8s.aws/ports=80", "appmesh.k8s.aws/mesh=m"], Pairs(pod.Annotations));
        Assert.Equal(["pod-template-hash=h"], Pairs(pod.Labels));
        Assert.True(pod.HostNetwork);
    }

    [Fact]
    public void Read_duplicate_annotation_uses_the_last() => Assert.Equal(
        ["appmesh.k8s.aws/ports=2"],
        Pairs(Given.Pod("""
            {"metadata":{"annotations":{"appmesh.k8s.aws/ports":"1","appmesh.k8s.aws/ports":"2"}}}
            """).Annotations));

    [Fact]
    public void HasContainer_and_HasVolume_find_by_name()
    {
        var pod = Given.Pod("""
            {"spec":{"containers":[{"name":"a"},{"name":"b"}],"initContainers":[{"name":"x"},{"name":"y"}],
             "volumes":[{"name":"v"}]}}
            """);
        Assert.All(["a", "b", "x", "y"], name => Assert.True(pod.HasContainer(name)));
        Assert.False(pod.HasContainer("v"));
        Assert.Equal(
            (0, 1, -1), (pod.IndexOfInitContainer("x"), pod.IndexOfInitContainer("y"), pod.IndexOfInitContainer("a")));
        Assert.True(pod.HasVolume("v"));
        Assert.False(pod.HasVolume("a"));
    }

    private static ImmutableArray<PortView> ReadPorts(string port) =>
        Given.Pod($$$"""{"spec":{"containers":[{"ports":[{"containerPort":{{{port}}}}]}]}}""").Containers[0].Ports;

    private static IEnumerable<string> Pairs(IReadOnlyDictionary<string, string> values) =>
        values.Select(pair => $"{pair.Key}={pair.Value}");
}
