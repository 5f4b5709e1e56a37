using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>Detects null list items. Kubernetes never writes null items, so the models do not handle them.</summary>
internal static class NullItemCheck
{
    /// <summary>Returns whether any list in the JSON has a null item.</summary>
    /// <exception cref="JsonException">The JSON is invalid.</exception>
    public static bool HasNullItem(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var isList = new Stack<bool>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    isList.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    isList.Pop();
                    break;
                case JsonTokenType.Null when isList.TryPeek(out var isInList) && isInList:
                    return true;
            }
        }

        return false;
    }
}
