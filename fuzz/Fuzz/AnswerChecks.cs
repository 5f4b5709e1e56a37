using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Fuzz;

/// <summary>What holds for each answer.</summary>
internal static class AnswerChecks
{
    private const int MostWarnings = 10;
    private const int LongestWarning = 256;

    /// <summary>Checks an answer.</summary>
    /// <returns>Its patch, if it has one.</returns>
    public static JsonArray? PatchOf(ReadOnlySpan<byte> answer, Reviewed reviewed)
    {
        var response = JsonNode.Parse(answer, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!["response"]!;
        var decision = reviewed.Decision;
        WrongAnswerException.Unless(response["uid"]!.GetValue<string>() == reviewed.Request!.Uid, "the answer is to another request");
        WrongAnswerException.Unless(response["allowed"]!.GetValue<bool>() == decision.IsAllowed, "the answer is not the decision");
        WrongAnswerException.Unless(decision.IsAllowed == (response["status"] is null), "who is refused is not told why, or who is not is");
        var warnings = response["warnings"]?.AsArray() ?? [];
        WrongAnswerException.Unless(warnings.Count <= MostWarnings, "there are too many warnings");
        foreach (var warning in warnings.Append(response["status"]?["message"]).OfType<JsonValue>())
        {
            var text = warning.GetValue<string>();
            WrongAnswerException.Unless(text.Length > 0 && !text.Any(char.IsControl), "a message is not one line");
        }

        WrongAnswerException.Unless(warnings.All(warning => warning!.GetValue<string>().Length <= LongestWarning), "a warning is too long");
        WrongAnswerException.Unless((response["patch"] is null) == (decision.Plan is null), "the patch is not the decision");
        return response["patch"] is { } patch ? JsonNode.Parse(Convert.FromBase64String(patch.GetValue<string>()))!.AsArray() : null;
    }
}
