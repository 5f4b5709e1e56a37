using AppMeshInject.Injection.Annotations;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>What an author may write into an annotation, to do well or ill.</summary>
public static class HostileText
{
    private static readonly string[] Traps =
    [
        "", " ", "\"", "\\", "\\\\\"", "'", "~1", "~0", "/", "../..", "\"},{\"op\":\"remove\",\"path\":\"/spec\"}", "\"}]", "{}", "[]", "null", "true",
        "[{\"op\":\"remove\",\"path\":\"/spec/containers/0\"}]", "{\"APPMESH_RESOURCE_ARN\":\"x\"}", "a: b\n- c", "--- !ruby/object", "*alias", "&anchor",
        "line\nbreak", "tab\t", "\r\n", "nul\0", "\u0007\u001b[31m", "\u007f\u0085", "\u2028\u2029", "\u200f\u202e", "\ud83d\ude00", "\u00e9", "\ufeff", "\uffff",
        "<script>alert(1)</script>", "$(id)", "`id`", "; rm -rf /", "%s%n", "{namespace}", "{workload}", "ref:metadata.name", "A=B,C=\"D", "0x7f", "1e-2147483648",
        "-1", "99999999999999999999", "1/2/3/4", "::", ",", ",,", ":", "=", "@", "mesh/a/virtualNode/b",
    ];

    private static readonly Dictionary<string, string[]> RightValues = new()
    {
        ["sidecarInjectorWebhook"] = ["enabled", "Enabled", "ENABLED", "disabled"],
        ["mesh"] = ["mesh", "mesh@123456789012", "m\"e\\s~1h"],
        ["virtualNode"] = ["node", "n\"},{\"", "\ud83d\ude00"],
        ["ports"] = ["", "80", "80, 443", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"],
        ["egressIgnoredPorts"] = ["", "22", "22,25"],
        ["egressIgnoredIPs"] = ["", "10.0.0.0/8", "::1,fd00::/8"],
        ["preview"] = ["true", "false", "enabled", "disabled"],
        ["cpuRequest"] = ["", "1m", "1e-3"],
        ["memoryRequest"] = ["", "1", "1Mi"],
        ["cpuLimit"] = ["", "1", "2.5"],
        ["memoryLimit"] = ["", "1Gi", "1e9"],
        ["appmeshCNI"] = ["enabled", "disabled"],
        ["ipv6"] = ["enabled", "disabled"],
        ["secretMounts"] = ["", "s:/s", "a.b:/ab,a-b:/a-b", "data:/secret-data"],
        ["volumeMounts"] = ["", "data:/data", "data:/data,cache:/cache"],
        ["sidecarEnv"] = ["", "A=1", "A=\"},{\"op\":\"x\"", "ENVOY_LOG_LEVEL=off,APPMESH_RESOURCE_ARN=mine"],
        ["sidecarEnvJson"] = ["[]", "[{\"A\":\"1,2\\n\"}]", "[{\"A\":\"\\\"}]\"},{\"XRAY_SAMPLING_RATE\":\"1\"}]"],
        ["sds"] = ["disabled"],
        ["xrayAgentConfigMount"] = ["data:/etc/xray/"],
        ["nativeSidecar"] = ["enabled", "disabled"],
        ["waitUntilProxyReady"] = ["enabled", "disabled"],
        ["sidecarImage"] = ["envoy", "registry.example:5000/envoy@sha256:0123456789abcdef0123456789abcdef"],
        ["injectStatus"] = ["{\"containers\":[\"envoy\"]}"],
    };

    /// <summary>Any text: traps alone, put together, very long, or any characters there are.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (6, Gen.OneOf(Traps)),
        (3, Gen.OneOf(Traps).Array[2, 6].Select(string.Concat)),
        (1, Gen.Select(Gen.OneOf(Traps), Gen.OneOf(10, 100, 1000), (trap, count) => string.Concat(Enumerable.Repeat(trap + "x", count)))),
        (2, Gen.String.Select(WithoutLoneSurrogates)));

    /// <summary>An annotation of ours and a value for it.</summary>
    public static Gen<(string Key, string Value)> Annotation { get; } = Gen.Frequency(
        (24, Gen.OneOf([.. AnnotationCatalogue.All]).SelectMany(annotation => ValueOf(annotation).Select(value => (annotation.Key, value)))),
        (2, Gen.Select(Any, Any, (name, value) => ("appmesh.k8s.aws/" + name, value))),
        (1, Gen.Select(Any, Any)),
        (1, Any.Select(value => ("kubernetes.io/config.mirror", value))));

    // Most pods are to get through, or the rules behind the parser would see few.
    private static Gen<string> ValueOf(PodAnnotation annotation) => RightValues.TryGetValue(annotation.Name, out var right)
        ? Gen.Frequency((19, Gen.OneOf(right)), (1, Any))
        : Any;

    private static string WithoutLoneSurrogates(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
