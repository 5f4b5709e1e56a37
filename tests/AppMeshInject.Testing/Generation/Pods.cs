using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Pods of every shape: whole and bare, with fields that no version has yet, with parents null or missing.</summary>
public static class Pods
{
    private static readonly string[] Names =
        ["web", "api", "envoy", "proxyinit", "xray-daemon", "appmesh-ecr-secret", "data", "cache", "s", "s-2", "a-b", "a-b-2", "x~1y", "\"", "\ud83d\ude00", ""];

    private static readonly Gen<string> Name = Gen.OneOf(Names);

    private static readonly Gen<Func<JsonNode?>> Unknown = Gen.OneOf<Func<JsonNode?>>(
        () => null, () => 1.5, () => true, () => "text \"\\\ud83d\ude00", () => new JsonArray(1, null, new JsonObject { ["a"] = new JsonArray() }),
        () => new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "envoy" }), ["op"] = "remove" });

    private static readonly Gen<JsonNode?> Port = Gen.Select(
        Gen.Int[1, 65535], Gen.OneOf<string?>(null, "TCP", "UDP", "SCTP"), Gen.OneOf<string?>(null, "http"),
        (number, protocol, name) => (JsonNode?)Object(("containerPort", number), ("protocol", protocol), ("name", name)));

    private static readonly Gen<JsonNode?> Probe = Gen.Select(Gen.OneOf("httpGet", "tcpSocket", "grpc", "exec"), Gen.OneOf(80, 8080), Gen.Bool,
        (handler, port, named) => (JsonNode?)new JsonObject { [handler] = new JsonObject { ["port"] = named ? "http" : port } });

    private static readonly Gen<JsonNode?> Container = Gen.Select(
        Name, ListOf(Port, 20), Maybe(Probe), Gen.OneOf<int?>(null, 0, 1337), Unknown, Gen.OneOf<string?>(null, "Always"),
        (name, ports, probe, user, unknown, restart) => (JsonNode?)Object(
            ("name", name), ("image", "i"), ("ports", ports), ("readinessProbe", probe), ("restartPolicy", restart), ("fieldOfTomorrow", unknown()),
            ("securityContext", user is null ? null : new JsonObject { ["runAsUser"] = user })));

    private static readonly Gen<JsonNode?> Volume = Gen.Select(Name, Gen.Bool, Unknown, (name, isSocket, unknown) => (JsonNode?)Object(
        ("name", name), ("hostPath", isSocket ? new JsonObject { ["path"] = "/run/spire/sockets/agent.sock" } : null), ("volumeOfTomorrow", unknown())));

    private static readonly Gen<JsonNode?> Owner = Gen.Select(
        Gen.OneOf("ReplicaSet", "Job", "StatefulSet", "KindOfTomorrow"), Gen.OneOf("web-7d4", "backup-12345678", "a\"b", "db"), Gen.OneOf<bool?>(null, true, false),
        (kind, name, controller) => (JsonNode?)Object(("kind", kind), ("name", name), ("controller", controller), ("uid", "u")));

    private static readonly Gen<JsonNode?> Annotations = Gen.Frequency(
        (1, Gen.Const((JsonNode?)null)),
        (9, HostileText.Annotation.Array[0, 8].Select(pairs => (JsonNode?)MapOf(pairs))));

    private static readonly Gen<JsonNode?> Labels = Gen.OneOf(
        null, "{}", """{"pod-template-hash":"7d4"}""", """{"rollouts-pod-template-hash":"7d4","app":"x"}""", """{"eks.amazonaws.com/fargate-profile":"fp"}""")
        .Select(json => json is null ? null : JsonNode.Parse(json));

    private static readonly Gen<JsonNode?> Metadata = Gen.Select(
        Maybe(Name.Select(name => (JsonNode?)name)), Maybe(Annotations), Labels, Maybe(ListOf(Owner, 3)), Unknown,
        (name, annotations, labels, owners, unknown) => (JsonNode?)Object(
            ("name", name), ("generateName", "web-"), ("annotations", annotations), ("labels", labels), ("ownerReferences", owners), ("metadataOfTomorrow", unknown())));

    private static readonly Gen<(string, JsonNode?)[]> Rarities = Gen.Frequency(
        (20, Gen.Const(Array.Empty<(string, JsonNode?)>())),
        (1, Gen.Const(new (string, JsonNode?)[] { ("hostNetwork", true) })),
        (1, Gen.Const(new (string, JsonNode?)[] { ("os", new JsonObject { ["name"] = "windows" }) })),
        (1, Gen.Const(new (string, JsonNode?)[] { ("nodeSelector", new JsonObject { ["kubernetes.io/os"] = "linux" }), ("terminationGracePeriodSeconds", 5) })));

    private static readonly Gen<JsonNode?> SecurityContext = Gen.OneOf("null", "{}", """{"fsGroup":0}""", """{"fsGroup":null,"runAsUser":1337}""", """{"of":"tomorrow"}""")
        .Select(json => JsonNode.Parse(json));

    private static readonly Gen<JsonNode?> Spec = Gen.Select(
        ListOf(Container, 4), Maybe(ListOf(Container, 3)), Maybe(ListOf(Volume, 6)), Maybe(SecurityContext), Maybe(ListOf(Name.Select(name => (JsonNode?)Object(("name", name))), 3)), Rarities, Unknown,
        (containers, inits, volumes, security, secrets, rarities, unknown) => (JsonNode?)Object(
            [("containers", containers), ("initContainers", inits), ("volumes", volumes), ("securityContext", security), ("imagePullSecrets", secrets), ("specOfTomorrow", unknown()), .. rarities.Select(rarity => (rarity.Item1, rarity.Item2?.DeepClone()))]));

    /// <summary>Any pod.</summary>
    public static Gen<JsonObject> Any { get; } = Gen.Select(MostlyThere(Metadata), MostlyThere(Spec), Unknown, Gen.Bool, (metadata, spec, unknown, isSpecFirst) => isSpecFirst
        ? Object(("spec", spec), ("metadata", metadata), ("podOfTomorrow", unknown()))
        : Object(("kind", "Pod"), ("metadata", metadata), ("podOfTomorrow", unknown()), ("spec", spec)));

    private static Gen<JsonNode?> Maybe(Gen<JsonNode?> node) => Gen.Frequency((1, Gen.Const((JsonNode?)null)), (1, node));

    private static Gen<JsonNode?> MostlyThere(Gen<JsonNode?> node) => Gen.Frequency((1, Gen.Const((JsonNode?)null)), (30, node));

    private static Gen<JsonNode?> ListOf(Gen<JsonNode?> item, int most) => Gen.Frequency(
        (1, Gen.Const((JsonNode?)null)),
        (1, Gen.Const(0).Select(_ => (JsonNode?)new JsonArray())),
        (8, item.Array[1, most].Select(items => (JsonNode?)new JsonArray([.. items]))));

    private static JsonObject MapOf((string Key, string Value)[] pairs)
    {
        var map = new JsonObject();
        foreach (var (key, value) in pairs)
        {
            map[key] = value;
        }

        return map;
    }

    // A field without value is at times null and at times not there; which is told by its name, so that shrinking stays stable.
    private static JsonObject Object(params (string Name, JsonNode? Value)[] fields) =>
        new(fields.Where(field => field.Value is not null || field.Name.Length % 2 == 0).Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
