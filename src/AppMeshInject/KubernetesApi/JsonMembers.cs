using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>
/// Reads the members of an object of Kubernetes. What is absent or null is null; what is something else than it should be, is not JSON
/// of such an object.
/// </summary>
/// <remarks>
/// By hand, where what is read is many small types of which each is read in one place: a generated serializer costs the native binary
/// some 12 KB for each of them (bench/RESULTS.md).
/// </remarks>
internal static class JsonMembers
{
    /// <summary>Reads an object of its JSON.</summary>
    /// <exception cref="JsonException">It is not such an object.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("it has a text that is not Unicode", exception);
        }
    }

    /// <summary>A text.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static string? Text(this JsonElement json, string name) => json.Member(name) is { } value ? TextOf(value, name) : null;

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Text"/>
    public static int? Number(this JsonElement json, string name) =>
        json.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(name, "a whole number");

    /// <summary>True or false.</summary>
    /// <inheritdoc cref="Text"/>
    public static bool? Flag(this JsonElement json, string name) =>
        json.Member(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false");

    /// <summary>A time, as RFC 3339 has it.</summary>
    /// <inheritdoc cref="Text"/>
    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        json.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time
        : throw Wrong(name, "a time");

    /// <summary>An object.</summary>
    /// <param name="json">What it is a member of.</param>
    /// <param name="name">Its name.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static T? One<T>(this JsonElement json, string name, Func<JsonElement, T?> read)
        where T : class => json.Member(name) is { } value ? read(Object(value, name)) : null;

    /// <summary>A list of objects.</summary>
    /// <inheritdoc cref="One"/>
    public static IReadOnlyList<T>? Many<T>(this JsonElement json, string name, Func<JsonElement, T> read)
        where T : class
    {
        if (json.Member(name) is not { } list)
        {
            return null;
        }

        var items = new List<T>();
        foreach (var item in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Wrong(name, "a list"))
        {
            items.Add(read(item));
        }

        return items;
    }

    /// <summary>A list of texts.</summary>
    /// <inheritdoc cref="Text"/>
    public static IReadOnlyList<string>? Texts(this JsonElement json, string name) => json.Many(name, item => TextOf(item, name));

    /// <summary>Texts by their names, such as labels. One that is null is empty, as it is to Kubernetes.</summary>
    /// <inheritdoc cref="Text"/>
    public static IReadOnlyDictionary<string, string>? NamedTexts(this JsonElement json, string name)
    {
        if (json.Member(name) is not { } map)
        {
            return null;
        }

        var texts = new Dictionary<string, string>();
        foreach (var entry in Object(map, name).EnumerateObject())
        {
            texts[entry.Name] = entry.Value.ValueKind == JsonValueKind.Null ? "" : TextOf(entry.Value, name);
        }

        return texts;
    }

    private static JsonElement? Member(this JsonElement json, string name) =>
        Object(json, "it").TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Object(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object ? json : throw Wrong(name, "an object");

    private static string TextOf(JsonElement json, string name) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Wrong(name, "a text");

    private static JsonException Wrong(string name, string what) => new($"{name} is not {what}");
}
