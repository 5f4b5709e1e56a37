using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Recorded;

namespace AppMeshInject.Fuzz;

/// <summary>What holds for each patch: it only adds, and can be applied, and nothing that was there changes.</summary>
internal static class PatchChecks
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Applies a patch to the pod of a review.</summary>
    /// <returns>The review with the patched pod; null where other readers may read the review otherwise.</returns>
    public static byte[]? Apply(JsonArray patch, byte[] body)
    {
        if (TryParse(body) is not { } review)
        {
            return null;
        }

        var request = review["request"]!.AsObject();
        var pod = request["object"]!;
        var patched = JsonPatch.Apply(pod, patch);
        CheckUnchanged(pod, patched);
        request["object"] = patched;
        return Encoding.UTF8.GetBytes(review.ToJsonString());
    }

    /// <summary>Checks that what was there is there.</summary>
    public static void CheckUnchanged(JsonNode before, JsonNode after)
    {
        var difference = Unchanged.Differences(before, after).FirstOrDefault();
        WrongAnswerException.Unless(difference is null, $"the patch changes more than it adds: {difference}");
    }

    // A field that stands twice, text that is not Unicode, or a number with an exponent of very many digits, where the injector does
    // not look. The API server sends none of them.
    private static JsonNode? TryParse(byte[] body)
    {
        try
        {
            var review = JsonNode.Parse(Strict.GetString(body), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
            _ = review.ToJsonString();
            return JsonNode.DeepEquals(review, review.DeepClone()) ? review : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
