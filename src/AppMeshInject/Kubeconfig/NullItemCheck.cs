using System.Text.Json;

namespace AppMeshInject.Kubeconfig;

/// <summary>Looks for lists that have null in a place. Kubernetes has none, and whoever reads lists need not mind.</summary>
internal static class NullItemCheck
{
    /// <summary>Whether there is one.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool FindsNull(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var areLists = new Stack<bool>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    areLists.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    areLists.Pop();
                    break;
                case JsonTokenType.Null when areLists.TryPeek(out var isList) && isList:
                    return true;
            }
        }

        return false;
    }
}
