using System.Buffers;
using System.Text;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Patches;

namespace AppMeshInject.Injection.Tests.Patches;

public sealed class PatchTemplateTests
{
    private const string Fargate = """
        "labels":{"eks.amazonaws.com/fargate-profile":"x"}
        """;

    private readonly PatchTemplateCache _templates = new();

    public static TheoryData<string, string[]> SharedTemplates => new()
    {
        { Pod(), [] },
        { Pod(), ["--enable-xray-tracing", "--ecr-secret"] },
        { Pod(), ["--native-sidecar=true"] },
        { Pod(), ["--preview", "--wait-until-proxy-ready", "--enable-iam-for-service-accounts=false"] },
        {
            Pod(annotations: Given.Annotations(
                "mesh", "other@1", "virtualNode", "node", "ports", "1,2", "egressIgnoredPorts", "3,4",
                "egressIgnoredIPs", "10.0.0.0/8,fd00::/8")),
            []
        },
        { Pod(annotations: Given.Annotations("ipv6", "disabled")), [] },
        { Pod(annotations: Given.Annotations("preview", "true")), [] },
        { Pod(annotations: Given.Annotations("nativeSidecar", "enabled")), [] },
        { Pod(annotations: Given.Annotations("waitUntilProxyReady", "enabled")), [] },
        { Pod(annotations: Given.Annotations("sds", "disabled")), ["--enable-sds"] },
        { Pod(annotations: """{"kubectl.kubernetes.io/default-container":"web"}"""), [] },
        { Pod(metadata: Fargate), [] },
        { Pod(spec: "\"securityContext\":{\"fsGroup\":1}"), [] },
        { Pod(containers: "[]"), [] },
        { "{}", ["--ecr-secret"] },
    };

    public static TheoryData<string, string[]> Untemplated => new()
    {
        { Pod(annotations: Given.Annotations("sidecarImage", "envoy:1")), [] },
        { Pod(annotations: Given.Annotations("cpuRequest", "1m")), [] },
        { Pod(annotations: Given.Annotations("memoryRequest", "1Mi")), [] },
        { Pod(annotations: Given.Annotations("cpuLimit", "1")), [] },
        { Pod(annotations: Given.Annotations("memoryLimit", "1Gi")), [] },
        { Pod(annotations: Given.Annotations("sidecarEnv", "A=B")), [] },
        { Pod(annotations: Given.Annotations("sidecarEnvJson", "[{\"A\":\"B\"}]")), [] },
        { Pod(annotations: Given.Annotations("secretMounts", "secret:/path")), [] },
        {
            Pod(
                annotations: Given.Annotations("volumeMounts", "data:/path"),
                spec: "\"volumes\":[{\"name\":\"data\"}]"),
            []
        },
        {
            Pod(
                annotations: Given.Annotations("xrayAgentConfigMount", "data:/path"),
                spec: "\"volumes\":[{\"name\":\"data\"}]"),
            ["--enable-xray-tracing"]
        },
        { Pod(), ["--enable-sds"] },
        { Pod(annotations: Given.Annotations("appmeshCNI", "enabled", "ports", "1")), [] },
        { Pod(annotations: Given.Annotations("injectStatus", "{}")), [] },
        { Pod(spec: "\"imagePullSecrets\":[{\"name\":\"appmesh-ecr-secret\"}]"), ["--ecr-secret"] },
        { Pod(containers: """[{"name":"envoy"},{"name":"web"}]"""), [] },
        { Pod(spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]"), [] },
        { Pod(metadata: Fargate, spec: "\"initContainers\":[{\"name\":\"proxyinit\"}]"), ["--native-sidecar=true"] },
        { Pod(containers: """[{"name":"xray-daemon"},{"name":"web"}]"""), ["--enable-xray-tracing"] },
        { Pod(annotations: Given.Annotations("virtualNode", "a\"b")), [] },
        { Pod(annotations: Given.Annotations("virtualNode", "a$b")), [] },
        { Pod(annotations: Given.Annotations("mesh", "m\u00e9")), [] },
        { Pod(containers: """[{"name":"\u27e60\u27e7"}]"""), [] },
    };

    [Theory]
    [MemberData(nameof(SharedTemplates))]
    public void Write_from_template_equals_the_patch_of_the_plan(string pod, string[] flags)
    {
        AssertSame(pod, flags);
        AssertSame(
            pod.Replace("web", "shop", StringComparison.Ordinal).Replace("80", "8080", StringComparison.Ordinal),
            flags);
        Assert.Equal(1, _templates.Count);
    }

    [Theory]
    [MemberData(nameof(Untemplated))]
    public void Write_unusual_pod_does_not_use_a_template(string pod, string[] flags)
    {
        AssertSame(pod, flags);
        Assert.Equal(0, _templates.Count);
    }

    [Fact]
    public void Write_pods_with_different_keys_use_different_templates()
    {
        var pods = SharedTemplates
            .Select(row => row.Data)
            .Where(data => data.Item2.Length == 0)
            .Select(data => data.Item1)
            .ToList();
        for (var round = 0; round < 2; round++)
        {
            Assert.All(pods, pod => AssertSame(pod, []));
        }

        // Two pairs of pods share a key: values do not matter, nor does the reason why no default container is added.
        Assert.Equal(pods.Count - 2, _templates.Count);
    }

    [Fact]
    public void Write_many_variants_keeps_the_maximum_number_of_templates()
    {
        string[] switches = ["ipv6", "preview", "nativeSidecar", "waitUntilProxyReady"];
        string[] lists = ["volumes", "initContainers", "imagePullSecrets"];
        for (var variant = 0; variant < 4 * PatchTemplateCache.MaxTemplates; variant++)
        {
            var annotations = Given.Annotations(
                [.. switches.Index().SelectMany(
                    item => new[] { item.Item, (variant & (1 << item.Index)) == 0 ? "enabled" : "disabled" })]);
            var spec = string.Join(
                ',', lists.Where((_, i) => (variant & (16 << i)) == 0).Select(list => $"\"{list}\":[]"));
            AssertSame(Pod(annotations: annotations, spec: spec), []);
        }

        Assert.Equal(PatchTemplateCache.MaxTemplates, _templates.Count);
    }

    private static string Pod(
        string annotations = "{}", string spec = "", string metadata = "", string containers = Given.NginxContainers) =>
        Given.PodJson(annotations, spec, metadata, containers);

    private void AssertSame(string pod, string[] flags)
    {
        var decision = Given.Decide(pod, flags);
        Assert.Equal(Reason.Injected, decision.Reason);
        Assert.Equal(
            WriteToString(output => PatchWriter.Write(Injector.Plan(decision)!, decision.Pod!, output)),
            WriteToString(output => _templates.Write(decision, output)));
    }

    private static string WriteToString(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
