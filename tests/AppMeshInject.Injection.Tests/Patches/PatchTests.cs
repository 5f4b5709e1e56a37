using System.Text.Json.Nodes;
using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Patches;

public sealed class PatchTests
{
    private static readonly string[] AllFlags = ["--ecr-secret", "--enable-sds", "--enable-xray-tracing"];

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"spec":null}""")]
    public void Empty_pod_gets_missing_parents_first(string pod) => Assert.Equal(
        [
            "/spec", "/spec/volumes", "/spec/volumes/-", "/spec/initContainers", "/spec/initContainers/-",
            "/spec/containers", "/spec/containers/-", "/spec/containers/-", "/spec/imagePullSecrets",
            "/spec/imagePullSecrets/-", "/spec/securityContext", "/spec/securityContext/fsGroup",
            "/metadata", "/metadata/annotations", "/metadata/annotations/appmesh.k8s.aws~1injectStatus",
        ],
        GetPaths(CreatePatch(pod, AllFlags)));

    [Fact]
    public void Existing_parents_are_not_added() => Assert.Equal(
        [
            "/spec/volumes/-", "/spec/initContainers/-", "/spec/containers/-", "/spec/containers/-",
            "/spec/imagePullSecrets/-", "/spec/securityContext/fsGroup",
            "/metadata/annotations/kubectl.kubernetes.io~1default-container",
            "/metadata/annotations/appmesh.k8s.aws~1injectStatus",
        ],
        GetPaths(CreatePatch(
            Given.PodJson(spec: """
                "volumes":[],"initContainers":[],"imagePullSecrets":[],"securityContext":{}
                """),
            AllFlags)));

    [Fact]
    public void Native_sidecars_are_inserted_by_index() => Assert.Equal(
        ["/spec/initContainers", "/spec/initContainers/0", "/spec/initContainers/1"],
        GetPaths(CreatePatch(Given.PodJson(), ["--native-sidecar=true"])).Take(3));

    [Fact]
    public void Patch_has_only_add_operations() =>
        Assert.All(CreatePatch("{}", AllFlags), operation => Assert.Equal("add", operation!["op"]!.GetValue<string>()));

    [Fact]
    public void Proxyinit_runs_as_root() => Assert.Equal(
        """{"runAsUser":0,"runAsNonRoot":false,"capabilities":{"add":["NET_ADMIN"]}}""",
        GetContainer("proxyinit")["securityContext"]!.ToJsonString());

    [Fact]
    public void Hardened_envoy_meets_the_restricted_standard()
    {
        Assert.Equal("""{"runAsUser":1337}""", GetContainer("envoy")["securityContext"]!.ToJsonString());
        Assert.Equal(
            """
            {"runAsUser":1337,"runAsNonRoot":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},
            "seccompProfile":{"type":"RuntimeDefault"}}
            """.ReplaceLineEndings(""),
            GetContainer("envoy", "--sidecar-hardened")["securityContext"]!.ToJsonString());
    }

    [Fact]
    public void Text_of_annotations_cannot_change_the_structure()
    {
        var pod = Given.PodJson(Given.Annotations(
            "virtualNode", "n\"},{\"op\":\"remove\",\"path\":\"~1\\", "sidecarEnv", "A=\"}]}{\"x\":[{\""));
        var patch = CreatePatch(pod, []);
        Assert.Contains("mesh/mesh/virtualNode/n\"},{\"op\":\"remove\",\"path\":\"~1\\", GetEnvironment(patch));
        Assert.Contains("\"}]}{\"x\":[{\"", GetEnvironment(patch));
    }

    private static IEnumerable<string?> GetEnvironment(JsonArray patch) => patch
        .Where(operation => operation!["path"]!.GetValue<string>() == "/spec/containers/-")
        .SelectMany(operation => operation!["value"]!["env"]!.AsArray())
        .Select(variable => variable!["value"]?.GetValue<string>());

    private static JsonNode GetContainer(string name, params string[] flags) =>
        CreatePatch(Given.PodJson(), flags)
            .Select(operation => operation!["value"]!)
            .First(value => value is JsonObject fields && fields["name"]?.GetValue<string>() == name);

    private static IEnumerable<string> GetPaths(JsonArray patch) =>
        patch.Select(operation => operation!["path"]!.GetValue<string>());

    private static JsonArray CreatePatch(string pod, string[] flags) =>
        AdmissionReviews.GetPatch(
            AdmissionReviews.CreateProcessor(flags).Process(AdmissionReviews.Create(pod)).Response)!;
}
