using System.Text.Json.Nodes;
using AppMeshInject.Injection.Tests.Reviews;

namespace AppMeshInject.Injection.Tests.Patches;

public sealed class PatchTests
{
    private static readonly string[] AllFlags = ["--ecr-secret", "--enable-sds", "--enable-xray-tracing"];

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":null,"spec":null}""")]
    public void A_bare_pod_gets_its_parents_first(string pod) => Assert.Equal(
        [
            "/spec", "/spec/volumes", "/spec/volumes/-", "/spec/initContainers", "/spec/initContainers/-", "/spec/containers", "/spec/containers/-",
            "/spec/containers/-", "/spec/imagePullSecrets", "/spec/imagePullSecrets/-", "/spec/securityContext", "/spec/securityContext/fsGroup",
            "/metadata", "/metadata/annotations", "/metadata/annotations/appmesh.k8s.aws~1injectStatus",
        ],
        Paths(Of(pod, AllFlags)));

    [Fact]
    public void What_is_there_is_not_added() => Assert.Equal(
        [
            "/spec/volumes/-", "/spec/initContainers/-", "/spec/containers/-", "/spec/containers/-", "/spec/imagePullSecrets/-",
            "/spec/securityContext/fsGroup", "/metadata/annotations/kubectl.kubernetes.io~1default-container", "/metadata/annotations/appmesh.k8s.aws~1injectStatus",
        ],
        Paths(Of(Given.PodJson(spec: "\"volumes\":[],\"initContainers\":[],\"imagePullSecrets\":[],\"securityContext\":{}"), AllFlags)));

    [Fact]
    public void Native_sidecars_have_their_places() => Assert.Equal(
        ["/spec/initContainers", "/spec/initContainers/0", "/spec/initContainers/1"],
        Paths(Of(Given.PodJson(), ["--native-sidecar=true"])).Take(3));

    [Fact]
    public void Every_operation_adds() => Assert.All(Of("{}", AllFlags), operation => Assert.Equal("add", operation!["op"]!.GetValue<string>()));

    [Fact]
    public void Proxyinit_is_root_whatever_the_pod_says() => Assert.Equal(
        """{"runAsUser":0,"runAsNonRoot":false,"capabilities":{"add":["NET_ADMIN"]}}""",
        ContainerOf("proxyinit")["securityContext"]!.ToJsonString());

    [Fact]
    public void Envoy_may_be_hardened()
    {
        Assert.Equal("""{"runAsUser":1337}""", ContainerOf("envoy")["securityContext"]!.ToJsonString());
        Assert.Equal(
            """{"runAsUser":1337,"runAsNonRoot":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}""",
            ContainerOf("envoy", "--sidecar-hardened")["securityContext"]!.ToJsonString());
    }

    [Fact]
    public void Text_stays_text()
    {
        var pod = Given.PodJson(Given.Annotations("virtualNode", "n\"},{\"op\":\"remove\",\"path\":\"~1\\", "sidecarEnv", "A=\"}]}{\"x\":[{\""));
        var patch = Of(pod, []);
        Assert.Contains("mesh/mesh/virtualNode/n\"},{\"op\":\"remove\",\"path\":\"~1\\", Environment(patch));
        Assert.Contains("\"}]}{\"x\":[{\"", Environment(patch));
    }

    private static IEnumerable<string?> Environment(JsonArray patch) => patch
        .Where(operation => operation!["path"]!.GetValue<string>() == "/spec/containers/-")
        .SelectMany(operation => operation!["value"]!["env"]!.AsArray())
        .Select(variable => variable!["value"]?.GetValue<string>());

    private static JsonNode ContainerOf(string name, params string[] flags) =>
        Of(Given.PodJson(), flags).Select(operation => operation!["value"]!).First(value => value is JsonObject fields && fields["name"]?.GetValue<string>() == name);

    private static IEnumerable<string> Paths(JsonArray patch) => patch.Select(operation => operation!["path"]!.GetValue<string>());

    private static JsonArray Of(string pod, string[] flags) =>
        AdmissionReviews.GetPatch(AdmissionReviews.CreateProcessor(flags).Process(AdmissionReviews.Create(pod)).Response)!;
}
