using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Json;
using AppMeshInject.Testing.Recorded;

namespace AppMeshInject.Fuzz;

/// <summary>Checks that a patch applies, and that it only adds to the pod.</summary>
internal static class PatchChecks
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Applies a patch to the pod of a review.</summary>
    /// <param name="patch">The operations of the patch.</param>
    /// <param name="body">The review with the original pod, JSON.</param>
    /// <returns>The review with the patched pod; null if the review has no unambiguous meaning as JSON.</returns>
    public static byte[]? Apply(JsonArray patch, byte[] body)
    {
        if (TryParse(body) is not { } review)
        {
            return null;
        }

        var request = review["request"]!.AsObject();
        var pod = request["object"]!;
        var patched = JsonPatch.Apply(pod, patch);
        CheckOnlyAdds(pod, patched);
        request["object"] = patched;
        return Encoding.UTF8.GetBytes(review.ToJsonString());
    }

    /// <summary>Checks that every field of the original pod is unchanged.</summary>
    /// <param name="before">The original pod.</param>
    /// <param name="after">The injected pod.</param>
    public static void CheckOnlyAdds(JsonNode before, JsonNode after)
    {
        var difference = Unchanged.Differences(before, after).FirstOrDefault();
        Check.That(difference is null, $"the patch changes an existing field: {difference}");
    }

    // The injector skips most fields unread, so it accepts duplicate fields, invalid Unicode and numbers with a huge
    // exponent there. The API server sends none of these.
    private static JsonNode? TryParse(byte[] body)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            var review = JsonNode.Parse(StrictUtf8.GetString(body), documentOptions: options)!;
            _ = review.ToJsonString();
            return JsonNode.DeepEquals(review, review.DeepClone()) ? review : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
