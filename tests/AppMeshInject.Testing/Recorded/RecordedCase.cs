using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Recorded;

/// <summary>A pod and the recorded result of a predecessor.</summary>
/// <param name="Name">The name, as <c>file/case</c>.</param>
/// <param name="Flags">The flags of the predecessor and the compatibility flags.</param>
/// <param name="Pod">The pod as sent.</param>
/// <param name="Namespace">The namespace of the request.</param>
/// <param name="Allowed">Whether the predecessor admitted the pod.</param>
/// <param name="Mutated">The pod after the patch of the predecessor; null if it sent no patch.</param>
public sealed record RecordedCase(
    string Name, IReadOnlyList<string> Flags, JsonNode Pod, string Namespace, bool Allowed, JsonNode? Mutated)
{
    // The predecessors name virtual nodes and place Envoy like this.
    private static readonly string[] CompatibilityFlags =
        ["--virtual-node-format={workload}-{namespace}", "--native-sidecar=false"];

    private static readonly Lazy<IReadOnlyDictionary<string, RecordedCase>> Cases =
        new(() => ReadAll().ToDictionary(recorded => recorded.Name));

    /// <summary>Gets the request with the pod.</summary>
    public AdmissionRequest Request => new(Pod.ToJsonString(), Namespace);

    /// <summary>Lists the names of all cases.</summary>
    public static IEnumerable<string> Names() => Cases.Value.Keys;

    /// <summary>Gets a case by name.</summary>
    public static RecordedCase Load(string name) => Cases.Value[name];

    /// <summary>Finds the value of a flag. The last one applies; null if it is not set.</summary>
    public string? FindFlag(string name) => Flags
        .Select(flag => flag.TrimStart('-').Split('=', 2))
        .LastOrDefault(flag => flag[0] == name)?[1];

    /// <summary>
    /// Removes duplicates and UDP ports from a list of ports, unless the user set the list. The predecessors keep both.
    /// </summary>
    public string NormalizePorts(string ports)
    {
        var declared = Pod["spec"]!["containers"]!.AsArray()
            .SelectMany(container => container!["ports"]?.AsArray() ?? [])
            .ToList();
        return Pod.GetAnnotation("ports") is null
            ? string.Join(',', ports.Split(',').Distinct().Where(port => declared.Exists(node => IsTcp(node!, port))))
            : ports;
    }

    private static bool IsTcp(JsonNode port, string number) =>
        port["containerPort"]!.ToJsonString() == number && (PodNode.GetText(port["protocol"]) ?? "TCP") == "TCP";

    private static IEnumerable<RecordedCase> ReadAll() =>
        from file in Directory.EnumerateFiles(CaseFolders.Recorded, "*.json").Order(StringComparer.Ordinal)
        from node in JsonNode.Parse(File.ReadAllText(file))!.AsArray()
        select new RecordedCase(
            $"{Path.GetFileNameWithoutExtension(file)}/{node["name"]!.GetValue<string>()}",
            [.. node["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()), .. CompatibilityFlags],
            node["pod"]!,
            node["namespace"]!.GetValue<string>(),
            node["allowed"]!.GetValue<bool>(),
            node["mutated"]);
}
