using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Recorded;

/// <summary>What a predecessor made of a pod.</summary>
/// <param name="Name">Its name, after that of the file.</param>
/// <param name="Flags">The flags it ran with, and those with which ours names virtual nodes and places Envoy as it does.</param>
/// <param name="Pod">The pod as sent.</param>
/// <param name="Namespace">The namespace of the request.</param>
/// <param name="Allowed">Whether the pod was let through.</param>
/// <param name="Mutated">The pod after its patch; null where it sent none.</param>
public sealed record RecordedCase(string Name, IReadOnlyList<string> Flags, JsonNode Pod, string Namespace, bool Allowed, JsonNode? Mutated)
{
    private static readonly string[] AsThePredecessors = ["--virtual-node-format={workload}-{namespace}", "--native-sidecar=false"];

    private static readonly Lazy<IReadOnlyDictionary<string, RecordedCase>> Cases =
        new(() => ReadAll().ToDictionary(recorded => recorded.Name));

    public static IEnumerable<string> Names() => Cases.Value.Keys;

    public static RecordedCase Load(string name) => Cases.Value[name];

    public AdmissionRequest Request => new(Pod.ToJsonString(), Namespace);

    /// <summary>The value of a flag, of which the last one counts; null where it is not given.</summary>
    public string? FlagValue(string name) => Flags
        .Select(flag => flag.TrimStart('-').Split('=', 2))
        .LastOrDefault(flag => flag[0] == name)?[1];

    /// <summary>A list of ports of theirs as ours has it: each once, and none that the pod declares for UDP alone.</summary>
    public string TcpPortsOnce(string ports)
    {
        var declared = Pod["spec"]!["containers"]!.AsArray().SelectMany(container => container!["ports"]?.AsArray() ?? []).ToList();
        return Pod.Annotation("ports") is null
            ? string.Join(',', ports.Split(',').Distinct().Where(port => declared.Exists(node => IsTcp(node!, port))))
            : ports;
    }

    private static bool IsTcp(JsonNode port, string number) =>
        port["containerPort"]!.ToJsonString() == number && (PodNode.Text(port["protocol"]) ?? "TCP") == "TCP";

    private static IEnumerable<RecordedCase> ReadAll() =>
        from file in Directory.EnumerateFiles(CaseFolders.Recorded, "*.json").Order(StringComparer.Ordinal)
        from node in JsonNode.Parse(File.ReadAllText(file))!.AsArray()
        select new RecordedCase(
            $"{Path.GetFileNameWithoutExtension(file)}/{node["name"]!.GetValue<string>()}",
            [.. node["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()), .. AsThePredecessors],
            node["pod"]!,
            node["namespace"]!.GetValue<string>(),
            node["allowed"]!.GetValue<bool>(),
            node["mutated"]);
}
