using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Generates JSON nodes that are present, null or missing.</summary>
internal static class Nodes
{
    /// <summary>
    /// Gets values of unknown fields. Each value is a function that creates a new node, because a node has one parent.
    /// </summary>
    public static Gen<Func<JsonNode?>> Unknown { get; } = Gen.OneOf<Func<JsonNode?>>(
        () => null,
        () => 1.5,
        () => true,
        () => "text \"\\\ud83d\ude00",
        () => new JsonArray(1, null, new JsonObject { ["a"] = new JsonArray() }),
        () => new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "envoy" }),
            ["op"] = "remove",
        });

    /// <summary>Generates null half of the time.</summary>
    public static Gen<JsonNode?> Maybe(Gen<JsonNode?> node) => Gen.Frequency((1, Absent), (1, node));

    /// <summary>Generates null rarely.</summary>
    public static Gen<JsonNode?> Mostly(Gen<JsonNode?> node) => Gen.Frequency((1, Absent), (30, node));

    /// <summary>Generates null, an empty list, or a list of 1 to <paramref name="maxCount"/> items.</summary>
    public static Gen<JsonNode?> List(Gen<JsonNode?> item, int maxCount) => Gen.Frequency(
        (1, Absent),
        (1, Gen.Int[0, 0].Select(_ => (JsonNode?)new JsonArray())),
        (8, item.Array[1, maxCount].Select(items => (JsonNode?)new JsonArray([.. items]))));

    /// <summary>Generates one of the JSON texts.</summary>
    public static Gen<JsonNode?> Parsed(params string[] json) => Gen.OneOf(json).Select(text => JsonNode.Parse(text));

    /// <summary>
    /// Creates an object. A field without a value is either null or missing; the length of its name decides, so that
    /// runs are reproducible.
    /// </summary>
    public static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> fields) => new(fields
        .Where(field => field.Value is not null || field.Name.Length % 2 == 0)
        .Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static Gen<JsonNode?> Absent { get; } = Gen.Const((JsonNode?)null);
}
