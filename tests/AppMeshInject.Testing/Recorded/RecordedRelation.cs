using System.Text.Json.Nodes;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Recorded;

/// <summary>How ours must relate to what a predecessor made of the same pod. The README beside the cases says it in words.</summary>
public sealed class RecordedRelation
{
    private static readonly string[] CniAnnotations =
        ["ports", "egressIgnoredIPs", "egressIgnoredPorts", "sidecarInjectorWebhook", "ignoredUID", "proxyEgressPort", "proxyIngressPort"];

    // The version variables are each product's own; the controller binds the last one to a setting other than its own.
    private static readonly string[] VariablesOfEachOwn =
        ["APPMESH_PLATFORM_K8S_VERSION", "APPMESH_PLATFORM_APP_MESH_CONTROLLER_VERSION", "ENVOY_ADMIN_ACCESS_ENABLE_IPV6"];

    private readonly List<string> _differences = [];
    private readonly RecordedCase _recorded;
    private readonly JsonNode _theirs;
    private readonly JsonNode _ours;

    private RecordedRelation(RecordedCase recorded, JsonNode ours) => (_recorded, _theirs, _ours) = (recorded, recorded.Mutated!, ours);

    /// <summary>Where ours does not relate to theirs as it must.</summary>
    public static IReadOnlyList<string> Differences(RecordedCase recorded, Outcome outcome)
    {
        if (outcome.Allowed != recorded.Allowed)
        {
            return [$"theirs: {(recorded.Allowed ? "allowed" : "refused")}, ours: {outcome.Reason} {outcome.Message}"];
        }

        if (recorded.Mutated is null || outcome.Patch is null)
        {
            return (recorded.Mutated is null) == (outcome.Patch is null) ? [] : [$"one of the two sent no patch; ours: {outcome.Reason}"];
        }

        var relation = new RecordedRelation(recorded, outcome.Mutated(recorded.Request));
        relation.ComparePod();
        relation.CompareProxyInit();
        relation.CompareEnvoy();
        relation.CompareXRayDaemon();
        relation.CompareCniAnnotations();
        return relation._differences;
    }

    private void ComparePod()
    {
        _differences.AddRange(Unchanged.Differences(_recorded.Pod, _ours));
        Same("volumes", _theirs["spec"]!["volumes"], _ours["spec"]!["volumes"]);
        Same("imagePullSecrets", _theirs["spec"]!["imagePullSecrets"], _ours["spec"]!["imagePullSecrets"]);
        Equal("fsGroup", _theirs["spec"]!["securityContext"]?["fsGroup"], _ours["spec"]!["securityContext"]?["fsGroup"]);
        foreach (var list in new[] { "containers", "initContainers" })
        {
            Same($"names of {list}", Names(_theirs, list), Names(_ours, list));
        }
    }

    private void CompareProxyInit()
    {
        if (Both("proxyinit", out var theirs, out var ours))
        {
            Equal("proxyinit resources", theirs["resources"], ours["resources"]);
            CompareEnvironment("proxyinit", theirs, ours);
            CompareImage("proxyinit", "init-image");
        }
    }

    private void CompareEnvoy()
    {
        if (Both("envoy", out var theirs, out var ours))
        {
            Equal("envoy resources", theirs["resources"], ours["resources"]);
            Equal("envoy runAsUser", theirs["securityContext"]?["runAsUser"], ours["securityContext"]?["runAsUser"]);
            Same("envoy ports", theirs["ports"], ours["ports"]);
            Same("envoy mounts", theirs["volumeMounts"], ours["volumeMounts"]);
            CompareEnvironment("envoy", theirs, ours);
            CompareImage("envoy", "sidecar-image", "sidecar-image-repository", "sidecar-image-tag");
            Equal("ENVOY_ADMIN_ACCESS_ENABLE_IPV6", _recorded.FlagValue("envoy-admin-access-enable-ipv6") ?? "false", ours.Variable(VariablesOfEachOwn[^1])?["value"]);
        }
    }

    private void CompareXRayDaemon()
    {
        if (Both("xray-daemon", out var theirs, out var ours))
        {
            Same("xray-daemon env", theirs["env"], ours["env"]);
            Same("xray-daemon ports", theirs["ports"], ours["ports"]);
            Same("xray-daemon mounts", theirs["volumeMounts"], ours["volumeMounts"]);
            Equal("xray-daemon command", theirs["command"], ours["command"]);
            Equal("xray-daemon args", theirs["args"], ours["args"]);
            Equal("xray-daemon resources", theirs["resources"], ours["resources"]);
            CompareImage("xray-daemon", "xray-image");
        }
    }

    // Where the user wrote one of them ours keeps it, which is compared with the pod as sent.
    private void CompareCniAnnotations()
    {
        foreach (var name in CniAnnotations.Where(name => _recorded.Pod.Annotation(name) is null))
        {
            var theirs = _theirs.Annotation(name);
            Equal($"annotation {name}", name == "ports" && theirs is not null ? _recorded.TcpPortsOnce(theirs) : theirs, _ours.Annotation(name));
        }
    }

    private void CompareEnvironment(string container, JsonNode theirs, JsonNode ours)
    {
        foreach (var variable in theirs["env"]?.AsArray() ?? [])
        {
            var name = PodNode.Text(variable!["name"])!;
            if (name == "APPMESH_APP_PORTS")
            {
                Equal(name, _recorded.TcpPortsOnce(PodNode.Text(variable["value"])!), ours.Variable(name)?["value"]);
            }
            else if (!VariablesOfEachOwn.Contains(name))
            {
                Equal($"{container} {name}", variable, ours.Variable(name));
            }
        }
    }

    private void CompareImage(string container, params string[] flags)
    {
        if (flags.Any(flag => _recorded.FlagValue(flag) is not null))
        {
            Equal($"{container} image", _theirs.Container(container)!["image"], _ours.Container(container)!["image"]);
        }
    }

    private bool Both(string container, out JsonNode theirs, out JsonNode ours)
    {
        (theirs, ours) = (_theirs.Container(container)!, _ours.Container(container)!);
        return theirs is not null && ours is not null;
    }

    private static JsonArray Names(JsonNode pod, string list) =>
        [.. pod["spec"]![list]?.AsArray().Select(container => container!["name"]!.DeepClone()) ?? []];

    private void Equal(string what, JsonNode? theirs, JsonNode? ours) => Note(JsonNode.DeepEquals(theirs, ours), what, theirs, ours);

    private void Same(string what, JsonNode? theirs, JsonNode? ours) => Note(PodNode.SameItems(theirs, ours), what, theirs, ours);

    private void Note(bool holds, string what, JsonNode? theirs, JsonNode? ours)
    {
        if (!holds)
        {
            _differences.Add($"{what}: theirs {theirs?.ToJsonString()}, ours {ours?.ToJsonString()}");
        }
    }
}
