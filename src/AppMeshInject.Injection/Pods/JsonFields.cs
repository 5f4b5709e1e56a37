using System.Text.Json;

namespace AppMeshInject.Injection.Pods;

/// <summary>
/// The few steps in which JSON is walked here, field by field and without a copy: enter a value, take what is known,
/// skip the rest. A field that is null counts as absent, as it does for the API server.
/// </summary>
internal static class JsonFields
{
    /// <summary>Goes from a field's name into its object. False where it is null.</summary>
    public static bool EnterObject(this ref Utf8JsonReader json, string field) => json.Enter(JsonTokenType.StartObject, field, "an object");

    /// <summary>Goes from a field's name into its array. False where it is null.</summary>
    public static bool EnterArray(this ref Utf8JsonReader json, string field) => json.Enter(JsonTokenType.StartArray, field, "an array");

    /// <summary>Goes to the next field's name. False at the end of the object.</summary>
    public static bool NextField(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the array's next item, which must be an object. False at the end of the array.</summary>
    public static bool NextObject(this ref Utf8JsonReader json, string field)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw new PodFormatException($"{field} has an item that is not an object"),
        };
    }

    /// <summary>Skips the value of the field whose name was read.</summary>
    public static void SkipValue(this ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>Reads the field's string. Null where it is null.</summary>
    public static string? ReadString(this ref Utf8JsonReader json, string field)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw new PodFormatException($"{field} is not a string"),
        };
    }

    /// <summary>Reads the field's truth value. False where it is null.</summary>
    public static bool ReadBoolean(this ref Utf8JsonReader json, string field)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new PodFormatException($"{field} is not true or false"),
        };
    }

    /// <summary>Reads the field's whole number. Null where it is null.</summary>
    public static long? ReadNumber(this ref Utf8JsonReader json, string field)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Number when json.TryGetInt64(out var number) => number,
            JsonTokenType.Null => null,
            _ => throw new PodFormatException($"{field} is not a whole number"),
        };
    }

    private static bool Enter(this ref Utf8JsonReader json, JsonTokenType start, string field, string expected)
    {
        json.Read();
        return json.TokenType == start
            || (json.TokenType == JsonTokenType.Null ? false : throw new PodFormatException($"{field} is not {expected}"));
    }
}
