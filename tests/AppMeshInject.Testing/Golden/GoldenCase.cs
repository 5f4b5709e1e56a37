using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Golden;

/// <summary>A case kept as a folder: the pod as sent, how the injector is set, and what must come of it.</summary>
public sealed record GoldenCase(string Name, string Folder, IReadOnlyList<string> Flags, AdmissionRequest Request)
{
    private const string CaseFile = "case.yaml";
    private const string YamlPod = "pod.yaml";
    private const string JsonPod = "pod.json";

    private static readonly HashSet<string> KnownFields =
        ["why", "flags", "namespace", "operation", "kind", "subResource", "dryRun", "apiVersion"];

    /// <summary>The names of all cases, as <c>group/case</c>.</summary>
    public static IReadOnlyList<string> Names() =>
    [
        .. Directory.EnumerateDirectories(CaseFolders.Golden)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetRelativePath(CaseFolders.Golden, folder).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static GoldenCase Load(string name)
    {
        var folder = Path.Combine(CaseFolders.Golden, name);
        Check(folder);
        var fields = Yaml.Read(File.ReadAllText(Path.Combine(folder, CaseFile)))!.AsObject();
        if (fields.FirstOrDefault(field => !KnownFields.Contains(field.Key)) is { Key: not null } unknown)
        {
            throw new FormatException($"{name}/{CaseFile} has the unknown field {unknown.Key}");
        }

        return new GoldenCase(name, folder, [.. fields["flags"]!.AsArray().Select(flag => flag!.GetValue<string>())], RequestOf(fields, folder));
    }

    public override string ToString() => Name;

    private static AdmissionRequest RequestOf(JsonObject fields, string folder)
    {
        var request = new AdmissionRequest(ReadPod(folder), Text(fields, "namespace") ?? "default");
        return request with
        {
            Operation = Text(fields, "operation") ?? request.Operation,
            Kind = Text(fields, "kind") ?? request.Kind,
            SubResource = Text(fields, "subResource") ?? request.SubResource,
            DryRun = fields["dryRun"]?.GetValue<bool>() ?? request.DryRun,
            ApiVersion = Text(fields, "apiVersion") ?? request.ApiVersion,
        };
    }

    private static string? Text(JsonObject fields, string name) => fields[name]?.GetValue<string>();

    private static string ReadPod(string folder)
    {
        var json = Path.Combine(folder, JsonPod);
        return File.Exists(json) ? File.ReadAllText(json) : Yaml.Read(File.ReadAllText(Path.Combine(folder, YamlPod)))!.ToJsonString();
    }

    // A file that nothing reads is a case that is not tested.
    private static void Check(string folder)
    {
        string[] known = [CaseFile, YamlPod, JsonPod, Expectation.AnswerFile, Expectation.PatchFile];
        var unknown = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(known).ToList();
        if (unknown.Count > 0 || File.Exists(Path.Combine(folder, YamlPod)) == File.Exists(Path.Combine(folder, JsonPod)))
        {
            throw new FormatException($"{folder} must have {CaseFile}, one pod and what is expected, and has besides: {string.Join(", ", unknown)}");
        }
    }
}
