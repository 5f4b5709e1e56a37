using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Pods of every shape: whole and bare, with fields that no version has yet, with parents null or missing.</summary>
public static class Pods
{
    private static readonly Gen<JsonNode?> Volume = Gen.Select(
        Containers.Name,
        Nodes.Parsed("null", """{"path":"/run/spire/sockets/agent.sock"}"""),
        Nodes.Unknown,
        (name, hostPath, unknown) => (JsonNode?)Nodes.Object(("name", name), ("hostPath", hostPath), ("volumeOfTomorrow", unknown())));

    private static readonly Gen<JsonNode?> Owner = Gen.Select(
        Gen.OneOf("ReplicaSet", "Job", "StatefulSet", "KindOfTomorrow"),
        Gen.OneOf("web-7d4", "backup-12345678", "a\"b", "db"),
        Gen.OneOf<bool?>(null, true, false),
        (kind, name, controller) => (JsonNode?)Nodes.Object(("kind", kind), ("name", name), ("controller", controller), ("uid", "u")));

    private static readonly Gen<JsonNode?> Annotations = HostileText.Annotation.Array[0, 8].Select(pairs => (JsonNode?)Nodes.Object(
        pairs.DistinctBy(pair => pair.Key).Select(pair => (pair.Key, (JsonNode?)pair.Value))));

    private static readonly Gen<JsonNode?> Labels = Nodes.Parsed(
        "null",
        "{}",
        """{"pod-template-hash":"7d4"}""",
        """{"rollouts-pod-template-hash":"7d4","app":"x"}""",
        """{"eks.amazonaws.com/fargate-profile":"fp"}""");

    private static readonly Gen<JsonNode?> PullSecret = Containers.Name.Select(name => (JsonNode?)Nodes.Object(("name", name)));

    private static readonly Gen<JsonNode?> SecurityContext = Nodes.Parsed(
        "null", "{}", """{"fsGroup":0}""", """{"fsGroup":null,"runAsUser":1337}""", """{"of":"tomorrow"}""");

    private static readonly Gen<JsonNode?> Metadata = Gen.Select(
        Nodes.Maybe(Containers.Name.Select(name => (JsonNode?)name)),
        Nodes.Mostly(Annotations),
        Labels,
        Nodes.Maybe(Nodes.ListOf(Owner, 3)),
        Nodes.Unknown,
        (name, annotations, labels, owners, unknown) => (JsonNode?)Nodes.Object(
            ("name", name),
            ("generateName", "web-"),
            ("annotations", annotations),
            ("labels", labels),
            ("ownerReferences", owners),
            ("metadataOfTomorrow", unknown())));

    private static readonly Gen<JsonNode?> Rarity = Gen.Frequency(
        (20, Nodes.Parsed("{}")),
        (3, Nodes.Parsed(
            """{"hostNetwork":true}""",
            """{"os":{"name":"windows"}}""",
            """{"nodeSelector":{"kubernetes.io/os":"linux"},"terminationGracePeriodSeconds":5}""")));

    private static readonly Gen<JsonNode?> Spec = Gen.Select(
        Gen.Select(Nodes.ListOf(Containers.Any, 4), Nodes.Maybe(Nodes.ListOf(Containers.Any, 3))),
        Nodes.Maybe(Nodes.ListOf(Volume, 6)),
        SecurityContext,
        Nodes.Maybe(Nodes.ListOf(PullSecret, 3)),
        Rarity,
        Nodes.Unknown,
        (containers, volumes, security, secrets, rarity, unknown) => (JsonNode?)Nodes.Object(
        [
            ("containers", containers.Item1),
            ("initContainers", containers.Item2),
            ("volumes", volumes),
            ("securityContext", security),
            ("imagePullSecrets", secrets),
            ("specOfTomorrow", unknown()),
            .. rarity!.AsObject().Select(field => (field.Key, field.Value?.DeepClone())),
        ]));

    /// <summary>Any pod.</summary>
    public static Gen<JsonObject> Any { get; } = Gen.Select(
        Nodes.Mostly(Metadata),
        Nodes.Mostly(Spec),
        Nodes.Unknown,
        Gen.Bool,
        (metadata, spec, unknown, isSpecFirst) => isSpecFirst
            ? Nodes.Object(("spec", spec), ("metadata", metadata), ("podOfTomorrow", unknown()))
            : Nodes.Object(("kind", "Pod"), ("metadata", metadata), ("podOfTomorrow", unknown()), ("spec", spec)));
}
