using System.Text.Json;
using AppMeshInject.Injection.Json;

namespace AppMeshInject.Injection.Tests.Pods;

public sealed class MalformedPodTests
{
    [Theory]
    [InlineData("null", "the pod is null")]
    [InlineData("[]", "the pod is not an object")]
    [InlineData("""{"metadata":1}""", "metadata is not an object")]
    [InlineData("""{"metadata":{"name":1}}""", "metadata.name is not a string")]
    [InlineData("""{"metadata":{"generateName":{}}}""", "metadata.generateName is not a string")]
    [InlineData("""{"metadata":{"namespace":true}}""", "metadata.namespace is not a string")]
    [InlineData("""{"metadata":{"labels":[]}}""", "metadata.labels is not an object")]
    [InlineData(
        """{"metadata":{"labels":{"pod-template-hash":1}}}""",
        "metadata.labels: the value of \"pod-template-hash\" is not a string; put it in quotes")]
    [InlineData("""{"metadata":{"annotations":""}}""", "metadata.annotations is not an object")]
    [InlineData(
        """{"metadata":{"annotations":{"appmesh.k8s.aws/ports":80}}}""",
        "metadata.annotations: the value of \"appmesh.k8s.aws/ports\" is not a string; put it in quotes")]
    [InlineData(
        """{"metadata":{"annotations":{"appmesh.k8s.aws/a\nb":{}}}}""",
        "metadata.annotations: the value of \"appmesh.k8s.aws/a?b\" is not a string; put it in quotes")]
    [InlineData("""{"metadata":{"ownerReferences":{}}}""", "metadata.ownerReferences is not an array")]
    [InlineData(
        """{"metadata":{"ownerReferences":[null]}}""",
        "metadata.ownerReferences has an item that is not an object")]
    [InlineData("""{"metadata":{"ownerReferences":[{"kind":1}]}}""", "metadata.ownerReferences.kind is not a string")]
    [InlineData("""{"metadata":{"ownerReferences":[{"name":1}]}}""", "metadata.ownerReferences.name is not a string")]
    [InlineData(
        """{"metadata":{"ownerReferences":[{"controller":"true"}]}}""",
        "metadata.ownerReferences.controller is not true or false")]
    [InlineData("""{"spec":[]}""", "spec is not an object")]
    [InlineData("""{"spec":{"hostNetwork":"true"}}""", "spec.hostNetwork is not true or false")]
    [InlineData(
        """{"spec":{"terminationGracePeriodSeconds":"30"}}""",
        "spec.terminationGracePeriodSeconds is not a whole number")]
    [InlineData(
        """{"spec":{"terminationGracePeriodSeconds":1.5}}""",
        "spec.terminationGracePeriodSeconds is not a whole number")]
    [InlineData(
        """{"spec":{"terminationGracePeriodSeconds":99999999999999999999}}""",
        "spec.terminationGracePeriodSeconds is not a whole number")]
    [InlineData("""{"spec":{"os":"windows"}}""", "spec.os is not an object")]
    [InlineData("""{"spec":{"os":{"name":1}}}""", "spec.os is not a string")]
    [InlineData("""{"spec":{"nodeSelector":[]}}""", "spec.nodeSelector is not an object")]
    [InlineData("""{"spec":{"nodeSelector":{"kubernetes.io/os":1}}}""", "spec.nodeSelector is not a string")]
    [InlineData("""{"spec":{"securityContext":1}}""", "spec.securityContext is not an object")]
    [InlineData(
        """{"spec":{"securityContext":{"fsGroup":"1"}}}""",
        "spec.securityContext.fsGroup is not a whole number")]
    [InlineData(
        """{"spec":{"securityContext":{"runAsUser":"1"}}}""",
        "spec.securityContext.runAsUser is not a whole number")]
    [InlineData("""{"spec":{"imagePullSecrets":{}}}""", "spec.imagePullSecrets is not an array")]
    [InlineData("""{"spec":{"imagePullSecrets":["a"]}}""", "spec.imagePullSecrets has an item that is not an object")]
    [InlineData("""{"spec":{"imagePullSecrets":[{"name":1}]}}""", "spec.imagePullSecrets is not a string")]
    [InlineData("""{"spec":{"volumes":{}}}""", "spec.volumes is not an array")]
    [InlineData("""{"spec":{"volumes":[1]}}""", "spec.volumes has an item that is not an object")]
    [InlineData("""{"spec":{"volumes":[{"name":1}]}}""", "spec.volumes.name is not a string")]
    [InlineData("""{"spec":{"volumes":[{"hostPath":"/"}]}}""", "spec.volumes.hostPath is not an object")]
    [InlineData("""{"spec":{"volumes":[{"hostPath":{"path":1}}]}}""", "spec.volumes.hostPath is not a string")]
    [InlineData("""{"spec":{"containers":{}}}""", "spec.containers is not an array")]
    [InlineData("""{"spec":{"initContainers":1}}""", "spec.initContainers is not an array")]
    [InlineData("""{"spec":{"containers":[null]}}""", "spec.containers has an item that is not an object")]
    [InlineData("""{"spec":{"initContainers":[[]]}}""", "spec.initContainers has an item that is not an object")]
    [InlineData("""{"spec":{"containers":[{"name":1}]}}""", "a container's name is not a string")]
    [InlineData("""{"spec":{"containers":[{"restartPolicy":1}]}}""", "a container's restartPolicy is not a string")]
    [InlineData(
        """{"spec":{"containers":[{"securityContext":1}]}}""",
        "a container's securityContext is not an object")]
    [InlineData(
        """{"spec":{"containers":[{"securityContext":{"runAsUser":"1"}}]}}""",
        "a container's runAsUser is not a whole number")]
    [InlineData("""{"spec":{"containers":[{"ports":{}}]}}""", "a container's ports is not an array")]
    [InlineData(
        """{"spec":{"containers":[{"ports":[80]}]}}""",
        "a container's ports has an item that is not an object")]
    [InlineData(
        """{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}""",
        "a containerPort is not a whole number")]
    [InlineData("""{"spec":{"containers":[{"ports":[{"name":80}]}]}}""", "a port's name is not a string")]
    [InlineData("""{"spec":{"containers":[{"ports":[{"protocol":6}]}]}}""", "a port's protocol is not a string")]
    public void Read_field_with_the_wrong_type_names_the_field(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<PodFormatException>(() => Given.Pod(json)).Message);

    [Theory]
    [InlineData(
        """{"metadata":{"annotations":{"appmesh.k8s.aws/ports":80}}}""",
        "metadata annotations appmesh.k8s.aws/ports")]
    [InlineData("""{"metadata":{"labels":{"pod-template-hash":1}}}""", "metadata labels pod-template-hash")]
    [InlineData("""{"spec":[]}""", "")]
    public void Read_malformed_annotation_or_label_reports_its_path(string json, string expected) =>
        Assert.Equal(expected, string.Join(' ', Assert.Throws<PodFormatException>(() => Given.Pod(json)).Path));

    [Theory]
    [InlineData("""{"metadata":{},"metadata":{}}""", "metadata appears twice")]
    [InlineData("""{"spec":{},"spec":{}}""", "spec appears twice")]
    [InlineData("""{"metadata":{"labels":{},"labels":{}}}""", "metadata.labels appears twice")]
    [InlineData("""{"metadata":{"annotations":{},"annot\u0061tions":{}}}""", "metadata.annotations appears twice")]
    [InlineData(
        """{"metadata":{"ownerReferences":[],"ownerReferences":[]}}""",
        "metadata.ownerReferences appears twice")]
    [InlineData("""{"spec":{"containers":[],"containers":[]}}""", "spec.containers appears twice")]
    [InlineData("""{"spec":{"initContainers":[],"initContainers":[]}}""", "spec.initContainers appears twice")]
    [InlineData("""{"spec":{"volumes":[],"volumes":[]}}""", "spec.volumes appears twice")]
    [InlineData("""{"spec":{"imagePullSecrets":[],"imagePullSecrets":[]}}""", "spec.imagePullSecrets appears twice")]
    [InlineData("""{"spec":{"securityContext":{},"securityContext":{}}}""", "spec.securityContext appears twice")]
    public void Read_duplicate_object_or_array_fails(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<PodFormatException>(() => Given.Pod(json)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"metadata\":}")]
    [InlineData("{'metadata':{}}")]
    [InlineData("{\"metadata\":{},}")]
    [InlineData("{/* */}")]
    public void Read_invalid_json_fails(string json) => Assert.ThrowsAny<JsonException>(() => Given.Pod(json));
}
