using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>
/// Generates pods: complete and minimal ones, with unknown fields, with parents that are null or missing.
/// </summary>
public static class Pods
{
    private static readonly Gen<JsonNode?> Volume = Gen.Select(
        Containers.Name,
        Nodes.Parsed("null", """{"path":"/run/spire/sockets/agent.sock"}"""),
        Nodes.Unknown,
        (name, hostPath, unknown) => (JsonNode?)Nodes.Object(
            ("name", name), ("hostPath", hostPath), ("futureVolume", unknown())));

    private static readonly Gen<JsonNode?> Owner = Gen.Select(
        Gen.OneOf("ReplicaSet", "Job", "StatefulSet", "FutureKind"),
        Gen.OneOf("web-7d4", "backup-12345678", "a\"b", "db"),
        Gen.OneOf<bool?>(null, true, false),
        (kind, name, controller) => (JsonNode?)Nodes.Object(
            ("kind", kind), ("name", name), ("controller", controller), ("uid", "u")));

    private static readonly Gen<JsonNode?> Annotations = HostileText.Annotation.Array[0, 8].Select(
        pairs => (JsonNode?)Nodes.Object(
            pairs.DistinctBy(pair => pair.Key).Select(pair => (pair.Key, (JsonNode?)pair.Value))));

    private static readonly Gen<JsonNode?> Labels = Nodes.Parsed(
        "null",
        "{}",
        """{"pod-template-hash":"7d4"}""",
        """{"rollouts-pod-template-hash":"7d4","app":"x"}""",
        """{"eks.amazonaws.com/fargate-profile":"fp"}""");

    private static readonly Gen<JsonNode?> PullSecret =
        Containers.Name.Select(name => (JsonNode?)Nodes.Object(("name", name)));

    private static readonly Gen<JsonNode?> SecurityContext = Nodes.Parsed(
        "null", "{}", """{"fsGroup":0}""", """{"fsGroup":null,"runAsUser":1337}""", """{"futureField":"x"}""");

    private static readonly Gen<JsonNode?> Metadata = Gen.Select(
        Nodes.Maybe(Containers.Name.Select(name => (JsonNode?)name)),
        Nodes.Mostly(Annotations),
        Labels,
        Nodes.Maybe(Nodes.List(Owner, 3)),
        Nodes.Unknown,
        (name, annotations, labels, owners, unknown) => (JsonNode?)Nodes.Object(
            ("name", name),
            ("generateName", "web-"),
            ("annotations", annotations),
            ("labels", labels),
            ("ownerReferences", owners),
            ("futureMetadata", unknown())));

    private static readonly Gen<JsonNode?> RareFields = Gen.Frequency(
        (20, Nodes.Parsed("{}")),
        (3, Nodes.Parsed(
            """{"hostNetwork":true}""",
            """{"os":{"name":"windows"}}""",
            """{"nodeSelector":{"kubernetes.io/os":"linux"},"terminationGracePeriodSeconds":5}""")));

    private static readonly Gen<JsonNode?> Spec = Gen.Select(
        Gen.Select(Nodes.List(Containers.Any, 4), Nodes.Maybe(Nodes.List(Containers.Any, 3))),
        Nodes.Maybe(Nodes.List(Volume, 6)),
        SecurityContext,
        Nodes.Maybe(Nodes.List(PullSecret, 3)),
        RareFields,
        Nodes.Unknown,
        (containers, volumes, security, secrets, rareFields, unknown) => (JsonNode?)Nodes.Object(
        [
            ("containers", containers.Item1),
            ("initContainers", containers.Item2),
            ("volumes", volumes),
            ("securityContext", security),
            ("imagePullSecrets", secrets),
            ("futureSpec", unknown()),
            .. rareFields!.AsObject().Select(field => (field.Key, field.Value?.DeepClone())),
        ]));

    /// <summary>Gets arbitrary pods.</summary>
    public static Gen<JsonObject> Any { get; } = Gen.Select(
        Nodes.Mostly(Metadata),
        Nodes.Mostly(Spec),
        Nodes.Unknown,
        Gen.Bool,
        (metadata, spec, unknown, isSpecFirst) => isSpecFirst
            ? Nodes.Object(("spec", spec), ("metadata", metadata), ("futurePod", unknown()))
            : Nodes.Object(("kind", "Pod"), ("metadata", metadata), ("futurePod", unknown()), ("spec", spec)));
}
