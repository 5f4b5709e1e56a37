using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Golden;

/// <summary>A test case in a folder: a pod, the settings of the injector and the expected result.</summary>
/// <param name="Name">The group and the name, as <c>group/case</c>.</param>
/// <param name="Folder">The full path of the folder.</param>
/// <param name="Flags">The flags of the injector.</param>
/// <param name="Request">The request with the pod.</param>
public sealed record GoldenCase(string Name, string Folder, IReadOnlyList<string> Flags, AdmissionRequest Request)
{
    private const string CaseFile = "case.yaml";
    private const string YamlPod = "pod.yaml";
    private const string JsonPod = "pod.json";

    private static readonly string[] DefaultFlags = ["--mesh-name=mynewmesh", "--region=us-west-2"];

    private static readonly HashSet<string> KnownFields =
    [
        "why", "flags", "defaultFlags", "namespace", "operation", "kind", "subResource", "dryRun", "apiVersion",
    ];

    /// <summary>Lists the names of all cases.</summary>
    public static IReadOnlyList<string> Names() =>
    [
        .. Directory.EnumerateDirectories(CaseFolders.Golden)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetRelativePath(CaseFolders.Golden, folder).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a case.</summary>
    /// <exception cref="FormatException">The folder has unknown files or fields, or no pod.</exception>
    public static GoldenCase Load(string name)
    {
        var folder = Path.Combine(CaseFolders.Golden, name);
        CheckFiles(folder);
        var fields = ReadFields(folder);
        return new GoldenCase(name, folder, ReadFlags(fields), ReadRequest(fields, folder));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static JsonObject ReadFields(string folder)
    {
        var file = Path.Combine(folder, CaseFile);
        if (!File.Exists(file))
        {
            return [];
        }

        var fields = Yaml.Read(File.ReadAllText(file)) as JsonObject
            ?? throw new FormatException($"{file}: not a mapping; delete the file if the case needs only the defaults");
        var unknown = fields.FirstOrDefault(field => !KnownFields.Contains(field.Key)).Key;
        return unknown is null ? fields : throw new FormatException($"{file}: unknown field {unknown}");
    }

    private static IReadOnlyList<string> ReadFlags(JsonObject fields) =>
    [
        .. fields["defaultFlags"]?.GetValue<bool>() ?? true ? DefaultFlags : [],
        .. fields["flags"]?.AsArray().Select(flag => flag!.GetValue<string>()) ?? [],
    ];

    private static AdmissionRequest ReadRequest(JsonObject fields, string folder)
    {
        var request = new AdmissionRequest(ReadPod(folder), ReadText(fields, "namespace") ?? "default");
        return request with
        {
            Operation = ReadText(fields, "operation") ?? request.Operation,
            Kind = ReadText(fields, "kind") ?? request.Kind,
            SubResource = ReadText(fields, "subResource") ?? request.SubResource,
            DryRun = fields["dryRun"]?.GetValue<bool>() ?? request.DryRun,
            ApiVersion = ReadText(fields, "apiVersion") ?? request.ApiVersion,
        };
    }

    private static string? ReadText(JsonObject fields, string name) => fields[name]?.GetValue<string>();

    private static string ReadPod(string folder)
    {
        var json = Path.Combine(folder, JsonPod);
        return File.Exists(json)
            ? File.ReadAllText(json)
            : Yaml.Read(File.ReadAllText(Path.Combine(folder, YamlPod)))!.ToJsonString();
    }

    // A misspelled file name would otherwise disable a part of the case.
    private static void CheckFiles(string folder)
    {
        string[] known = [CaseFile, YamlPod, JsonPod, Expectation.OutcomeFile, Expectation.PatchFile];
        var names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).ToList();
        if (names.Except(known).ToList() is { Count: > 0 } unknown)
        {
            throw new FormatException($"{folder}: unknown files: {string.Join(", ", unknown)}");
        }

        if (names.Contains(YamlPod) == names.Contains(JsonPod))
        {
            throw new FormatException($"{folder}: must contain either {YamlPod} or {JsonPod}");
        }
    }
}
