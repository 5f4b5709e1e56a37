using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Golden;

/// <summary>Reads, compares and updates the expected result of a golden case.</summary>
public static class Expectation
{
    /// <summary>The file with the reason, the message and the warnings.</summary>
    public const string OutcomeFile = "expected.yaml";

    /// <summary>The file with the JSON Patch.</summary>
    public const string PatchFile = "expected.patch.json";

    internal const string UpdateVariable = "UPDATE_GOLDEN";

    /// <summary>Gets whether tests overwrite the expected files instead of comparing them.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    /// <summary>Compares an outcome with the expected files.</summary>
    /// <returns>The differences, or null if there are none.</returns>
    public static string? Difference(GoldenCase golden, Outcome outcome, Placeholders placeholders)
    {
        var response = Compare(Path.Combine(golden.Folder, OutcomeFile), FormatOutcome(outcome));
        var patch = Compare(Path.Combine(golden.Folder, PatchFile), FormatPatch(outcome.Patch, placeholders));
        return response is null && patch is null ? null : $"{golden.Name}\n{response}{patch}";
    }

    /// <summary>Overwrites the expected files.</summary>
    public static void Update(GoldenCase golden, Outcome outcome, Placeholders placeholders)
    {
        Write(Path.Combine(golden.Folder, OutcomeFile), FormatOutcome(outcome));
        Write(Path.Combine(golden.Folder, PatchFile), FormatPatch(outcome.Patch, placeholders));
    }

    /// <summary>Reads the expected files.</summary>
    public static Outcome Read(GoldenCase golden, Placeholders placeholders)
    {
        var expected = Yaml.Read(File.ReadAllText(Path.Combine(golden.Folder, OutcomeFile)))!;
        var patch = Path.Combine(golden.Folder, PatchFile);
        return new Outcome(
            expected["reason"]!.GetValue<string>(),
            expected["allowed"]!.GetValue<bool>(),
            expected["message"]?.GetValue<string>(),
            [.. expected["warnings"]?.AsArray().Select(warning => warning!.GetValue<string>()) ?? []],
            File.Exists(patch) ? placeholders.Resolve(JsonNode.Parse(File.ReadAllText(patch))!.AsArray()) : null);
    }

    private static string FormatOutcome(Outcome outcome)
    {
        var text = new StringBuilder();
        text.Append($"reason: {outcome.Reason}\nallowed: {(outcome.Allowed ? "true" : "false")}\n");
        if (outcome.Message is not null)
        {
            text.Append($"message: {ReviewableJson.Quote(outcome.Message)}\n");
        }

        if (outcome.Warnings.Count > 0)
        {
            var warnings = outcome.Warnings.Select(warning => $"  - {ReviewableJson.Quote(warning)}\n");
            text.Append("warnings:\n").AppendJoin("", warnings);
        }

        return text.ToString();
    }

    private static string? FormatPatch(JsonArray? patch, Placeholders placeholders) =>
        patch is null ? null : ReviewableJson.Write(placeholders.Insert(patch));

    private static string? Compare(string file, string? actual)
    {
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected == actual)
        {
            return null;
        }

        var difference = TextDifference.Compare(expected ?? "(no file)\n", actual ?? "(no patch)\n");
        return $"{Path.GetFileName(file)} differs ({UpdateVariable}=1 rewrites it):\n{difference}";
    }

    private static void Write(string file, string? text)
    {
        if (text is null)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, text);
        }
    }
}
