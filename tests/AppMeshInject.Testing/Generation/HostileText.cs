using AppMeshInject.Injection.Annotations;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Generates annotation values, valid ones and attacks.</summary>
public static class HostileText
{
    private static readonly string[] Attacks =
    [
        "", " ", "\"", "\\", "\\\\\"", "'", "~1", "~0", "/", "../..", "\"},{\"op\":\"remove\",\"path\":\"/spec\"}",
        "\"}]", "{}", "[]", "null", "true",
        "[{\"op\":\"remove\",\"path\":\"/spec/containers/0\"}]", "{\"APPMESH_RESOURCE_ARN\":\"x\"}", "a: b\n- c",
        "--- !ruby/object", "*alias", "&anchor",
        "line\nbreak", "tab\t", "\r\n", "nul\0", "\u0007\u001b[31m", "\u007f\u0085", "\u2028\u2029", "\u200f\u202e",
        "\ud83d\ude00", "\u00e9", "\ufeff", "\uffff",
        "<script>alert(1)</script>", "$(id)", "`id`", "; rm -rf /", "%s%n", "{namespace}", "{workload}",
        "ref:metadata.name", "A=B,C=\"D", "0x7f", "1e-2147483648",
        "-1", "99999999999999999999", "1/2/3/4", "::", ",", ",,", ":", "=", "@", "mesh/a/virtualNode/b",
    ];

    private static readonly Dictionary<string, string[]> ValidValues = new()
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

    /// <summary>Gets single attacks, concatenated attacks, very long values and random text.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (6, Gen.OneOf(Attacks)),
        (3, Gen.OneOf(Attacks).Array[2, 6].Select(string.Concat)),
        (1, Gen.Select(Gen.OneOf(Attacks), Gen.OneOf(10, 100, 1000), (attack, count) =>
            string.Concat(Enumerable.Repeat(attack + "x", count)))),
        (2, Gen.String.Select(WithoutLoneSurrogates)));

    /// <summary>Gets annotations: mostly known keys, mostly with valid values.</summary>
    public static Gen<(string Key, string Value)> Annotation { get; } = Gen.Frequency(
        (24, Gen.OneOf([.. AnnotationCatalogue.All])
            .SelectMany(annotation => CreateValue(annotation).Select(value => (annotation.Key, value)))),
        (2, Gen.Select(Any, Any, (name, value) => ("appmesh.k8s.aws/" + name, value))),
        (1, Gen.Select(Any, Any)),
        (1, Any.Select(value => ("kubernetes.io/config.mirror", value))));

    // Most values are valid; otherwise the parser would reject most pods before the rules run.
    private static Gen<string> CreateValue(PodAnnotation annotation) =>
        ValidValues.TryGetValue(annotation.Name, out var valid)
            ? Gen.Frequency((19, Gen.OneOf(valid)), (1, Any))
            : Any;

    private static string WithoutLoneSurrogates(string text) =>
        new([.. text.Where(character => !char.IsSurrogate(character))]);
}
