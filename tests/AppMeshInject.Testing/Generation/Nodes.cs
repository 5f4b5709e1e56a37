using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>JSON that is there, null or missing.</summary>
internal static class Nodes
{
    /// <summary>The value of a field that no version has yet; made anew each time, as a node has one parent.</summary>
    public static Gen<Func<JsonNode?>> Unknown { get; } = Gen.OneOf<Func<JsonNode?>>(
        () => null,
        () => 1.5,
        () => true,
        () => "text \"\\\ud83d\ude00",
        () => new JsonArray(1, null, new JsonObject { ["a"] = new JsonArray() }),
        () => new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "envoy" }), ["op"] = "remove" });

    public static Gen<JsonNode?> Maybe(Gen<JsonNode?> node) => Gen.Frequency((1, Absent), (1, node));

    public static Gen<JsonNode?> Mostly(Gen<JsonNode?> node) => Gen.Frequency((1, Absent), (30, node));

    public static Gen<JsonNode?> ListOf(Gen<JsonNode?> item, int most) => Gen.Frequency(
        (1, Absent),
        (1, Gen.Int[0, 0].Select(_ => (JsonNode?)new JsonArray())),
        (8, item.Array[1, most].Select(items => (JsonNode?)new JsonArray([.. items]))));

    public static Gen<JsonNode?> Parsed(params string[] json) => Gen.OneOf(json).Select(text => JsonNode.Parse(text));

    // A field without value is null in some and not there in others: which of the two its name tells, so that it is the same each time.
    public static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> fields) => new(fields
        .Where(field => field.Value is not null || field.Name.Length % 2 == 0)
        .Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static Gen<JsonNode?> Absent { get; } = Gen.Const((JsonNode?)null);
}
