using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Reviews;

namespace AppMeshInject.Testing.Golden;

/// <summary>What must come of a case, as text files that are reviewed like code.</summary>
public static class Expectation
{
    public const string AnswerFile = "expected.yaml";
    public const string PatchFile = "expected.patch.json";

    internal const string UpdateSwitch = "UPDATE_GOLDEN";

    /// <summary>Whether the files are written anew from what the engine says, to be reviewed.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable(UpdateSwitch) == "1";

    /// <summary>How an outcome differs from the files; null where it does not.</summary>
    public static string? Difference(GoldenCase golden, Outcome outcome, Placeholders placeholders)
    {
        var answer = DifferenceOf(Path.Combine(golden.Folder, AnswerFile), AnswerText(outcome));
        var patch = DifferenceOf(Path.Combine(golden.Folder, PatchFile), PatchText(outcome.Patch, placeholders));
        return answer is null && patch is null ? null : $"{golden.Name}\n{answer}{patch}";
    }

    /// <summary>Writes the files anew.</summary>
    public static void Update(GoldenCase golden, Outcome outcome, Placeholders placeholders)
    {
        Write(Path.Combine(golden.Folder, AnswerFile), AnswerText(outcome));
        Write(Path.Combine(golden.Folder, PatchFile), PatchText(outcome.Patch, placeholders));
    }

    /// <summary>What the files say.</summary>
    public static Outcome Read(GoldenCase golden, Placeholders placeholders)
    {
        var answer = Yaml.Read(File.ReadAllText(Path.Combine(golden.Folder, AnswerFile)))!;
        var patch = Path.Combine(golden.Folder, PatchFile);
        return new Outcome(
            answer["reason"]!.GetValue<string>(),
            answer["allowed"]!.GetValue<bool>(),
            answer["message"]?.GetValue<string>(),
            [.. answer["warnings"]?.AsArray().Select(warning => warning!.GetValue<string>()) ?? []],
            File.Exists(patch) ? placeholders.FillIn(JsonNode.Parse(File.ReadAllText(patch))!.AsArray()) : null);
    }

    private static string AnswerText(Outcome outcome)
    {
        var text = new StringBuilder($"reason: {outcome.Reason}\nallowed: {(outcome.Allowed ? "true" : "false")}\n");
        if (outcome.Message is not null)
        {
            text.Append($"message: {ReviewableJson.Quote(outcome.Message)}\n");
        }

        if (outcome.Warnings.Count > 0)
        {
            text.Append("warnings:\n").AppendJoin("", outcome.Warnings.Select(warning => $"  - {ReviewableJson.Quote(warning)}\n"));
        }

        return text.ToString();
    }

    private static string? PatchText(JsonArray? patch, Placeholders placeholders) =>
        patch is null ? null : ReviewableJson.Write(placeholders.PutIn(patch));

    private static string? DifferenceOf(string file, string? actual)
    {
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        return expected == actual
            ? null
            : $"{Path.GetFileName(file)} differs ({UpdateSwitch}=1 writes it anew):\n{TextDifference.Of(expected ?? "(no file)\n", actual ?? "(no patch)\n")}";
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
