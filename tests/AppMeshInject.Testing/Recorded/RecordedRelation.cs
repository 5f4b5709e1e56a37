using System.Text.Json.Nodes;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Recorded;

/// <summary>
/// Compares the result of the engine with the recorded result of a predecessor. tests/cases/recorded/README.md lists
/// the expected differences.
/// </summary>
public sealed class RecordedRelation
{
    private const string AdminAccessIPv6 = "ENVOY_ADMIN_ACCESS_ENABLE_IPV6";

    private static readonly string[] CniAnnotations =
    [
        "ports", "egressIgnoredIPs", "egressIgnoredPorts", "sidecarInjectorWebhook", "ignoredUID", "proxyEgressPort",
        "proxyIngressPort",
    ];

    // Versions differ between products. The controller binds the last variable to the wrong setting.
    private static readonly string[] ProductVariables =
    [
        "APPMESH_PLATFORM_K8S_VERSION", "APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION", AdminAccessIPv6,
    ];

    private readonly List<string> _differences = [];
    private readonly RecordedCase _recorded;
    private readonly JsonNode _expected;
    private readonly JsonNode _actual;

    private RecordedRelation(RecordedCase recorded, JsonNode actual) =>
        (_recorded, _expected, _actual) = (recorded, recorded.Mutated!, actual);

    /// <summary>Lists the unexpected differences.</summary>
    public static IReadOnlyList<string> Differences(RecordedCase recorded, Outcome outcome)
    {
        if (outcome.Allowed != recorded.Allowed)
        {
            var expected = recorded.Allowed ? "admitted" : "rejected";
            return [$"recorded: {expected}, actual: {outcome.Reason} {outcome.Message}"];
        }

        if (recorded.Mutated is null || outcome.Patch is null)
        {
            return recorded.Mutated is null && outcome.Patch is null
                ? []
                : [$"only one result has a patch; actual reason: {outcome.Reason}"];
        }

        var relation = new RecordedRelation(recorded, outcome.ApplyTo(recorded.Request));
        relation.ComparePod();
        relation.CompareProxyInit();
        relation.CompareEnvoy();
        relation.CompareXRayDaemon();
        relation.CompareCniAnnotations();
        return relation._differences;
    }

    private void ComparePod()
    {
        _differences.AddRange(Unchanged.Differences(_recorded.Pod, _actual));
        CompareList("volumes", _expected["spec"]!["volumes"], _actual["spec"]!["volumes"]);
        CompareList("imagePullSecrets", _expected["spec"]!["imagePullSecrets"], _actual["spec"]!["imagePullSecrets"]);
        CompareNode("fsGroup", GetFsGroup(_expected), GetFsGroup(_actual));
        foreach (var list in new[] { "containers", "initContainers" })
        {
            CompareList($"names of {list}", GetNames(_expected, list), GetNames(_actual, list));
        }
    }

    private void CompareProxyInit()
    {
        if (TryFindBoth("proxyinit", out var expected, out var actual))
        {
            CompareNode("proxyinit resources", expected["resources"], actual["resources"]);
            CompareEnvironment("proxyinit", expected, actual);
            CompareImage("proxyinit", "init-image");
        }
    }

    private void CompareEnvoy()
    {
        if (TryFindBoth("envoy", out var expected, out var actual))
        {
            CompareNode("envoy resources", expected["resources"], actual["resources"]);
            CompareNode("envoy runAsUser", GetRunAsUser(expected), GetRunAsUser(actual));
            CompareList("envoy ports", expected["ports"], actual["ports"]);
            CompareList("envoy mounts", expected["volumeMounts"], actual["volumeMounts"]);
            CompareEnvironment("envoy", expected, actual);
            CompareImage("envoy", "sidecar-image", "sidecar-image-repository", "sidecar-image-tag");
            var enableIPv6 = _recorded.FindFlag("envoy-admin-access-enable-ipv6") ?? "false";
            CompareNode(AdminAccessIPv6, enableIPv6, actual.FindVariable(AdminAccessIPv6)?["value"]);
        }
    }

    private void CompareXRayDaemon()
    {
        if (TryFindBoth("xray-daemon", out var expected, out var actual))
        {
            CompareList("xray-daemon env", expected["env"], actual["env"]);
            CompareList("xray-daemon ports", expected["ports"], actual["ports"]);
            CompareList("xray-daemon mounts", expected["volumeMounts"], actual["volumeMounts"]);
            CompareNode("xray-daemon command", expected["command"], actual["command"]);
            CompareNode("xray-daemon args", expected["args"], actual["args"]);
            CompareNode("xray-daemon resources", expected["resources"], actual["resources"]);
            CompareImage("xray-daemon", "xray-image");
        }
    }

    // The engine keeps annotations that the user set; ComparePod checks them.
    private void CompareCniAnnotations()
    {
        foreach (var name in CniAnnotations.Where(name => _recorded.Pod.GetAnnotation(name) is null))
        {
            var expected = _expected.GetAnnotation(name);
            if (name == "ports" && expected is not null)
            {
                expected = _recorded.NormalizePorts(expected);
            }

            CompareNode($"annotation {name}", expected, _actual.GetAnnotation(name));
        }
    }

    private void CompareEnvironment(string container, JsonNode expected, JsonNode actual)
    {
        foreach (var variable in expected["env"]?.AsArray() ?? [])
        {
            var name = PodNode.GetText(variable!["name"])!;
            if (name == "APPMESH_APP_PORTS")
            {
                var ports = _recorded.NormalizePorts(PodNode.GetText(variable["value"])!);
                CompareNode(name, ports, actual.FindVariable(name)?["value"]);
            }
            else if (!ProductVariables.Contains(name))
            {
                CompareNode($"{container} {name}", variable, actual.FindVariable(name));
            }
        }
    }

    private void CompareImage(string container, params string[] flags)
    {
        if (flags.Any(flag => _recorded.FindFlag(flag) is not null))
        {
            var (expected, actual) = (_expected.FindContainer(container)!, _actual.FindContainer(container)!);
            CompareNode($"{container} image", expected["image"], actual["image"]);
        }
    }

    private bool TryFindBoth(string container, out JsonNode expected, out JsonNode actual)
    {
        (expected, actual) = (_expected.FindContainer(container)!, _actual.FindContainer(container)!);
        return expected is not null && actual is not null;
    }

    private static JsonNode? GetFsGroup(JsonNode pod) => pod["spec"]!["securityContext"]?["fsGroup"];

    private static JsonNode? GetRunAsUser(JsonNode container) => container["securityContext"]?["runAsUser"];

    private static JsonArray GetNames(JsonNode pod, string list) =>
        [.. pod["spec"]![list]?.AsArray().Select(container => container!["name"]!.DeepClone()) ?? []];

    private void CompareNode(string name, JsonNode? expected, JsonNode? actual) =>
        AddIf(!JsonNode.DeepEquals(expected, actual), name, expected, actual);

    private void CompareList(string name, JsonNode? expected, JsonNode? actual) =>
        AddIf(!PodNode.HasSameItems(expected, actual), name, expected, actual);

    private void AddIf(bool isDifferent, string name, JsonNode? expected, JsonNode? actual)
    {
        if (isDifferent)
        {
            _differences.Add($"{name}: recorded {expected?.ToJsonString()}, actual {actual?.ToJsonString()}");
        }
    }
}
