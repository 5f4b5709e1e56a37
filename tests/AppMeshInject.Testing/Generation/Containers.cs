using System.Text.Json.Nodes;
using CsCheck;

namespace AppMeshInject.Testing.Generation;

/// <summary>Generates containers. Some have the names of injected containers.</summary>
internal static class Containers
{
    private static readonly Gen<JsonNode?> Port = Gen.Select(
        Gen.Int[1, 65535],
        Gen.OneOf<string?>(null, "TCP", "UDP", "SCTP"),
        Gen.OneOf<string?>(null, "http"),
        (number, protocol, name) =>
            (JsonNode?)Nodes.Object(("containerPort", number), ("protocol", protocol), ("name", name)));

    private static readonly Gen<JsonNode?> Probe = Gen.Select(
        Gen.OneOf("httpGet", "tcpSocket", "grpc", "exec"),
        Gen.OneOf<Func<JsonNode>>(() => 80, () => 8080, () => "http"),
        (handler, port) => (JsonNode?)new JsonObject { [handler] = new JsonObject { ["port"] = port() } });

    private static readonly Gen<JsonNode?> SecurityContext = Nodes.Parsed(
        "null", """{"runAsUser":0}""", """{"runAsUser":1337,"futureField":"x"}""");

    /// <summary>Gets names of containers and volumes. Some conflict with injected names or need escaping.</summary>
    public static Gen<string> Name { get; } = Gen.OneOf(
        "web", "api", "envoy", "proxyinit", "xray-daemon", "appmesh-ecr-secret", "data", "cache",
        "s", "s-2", "a-b", "a-b-2", "x~1y", "\"", "\ud83d\ude00", "");

    /// <summary>Gets arbitrary containers.</summary>
    public static Gen<JsonNode?> Any { get; } = Gen.Select(
        Name,
        Nodes.List(Port, 20),
        Nodes.Maybe(Probe),
        SecurityContext,
        Nodes.Unknown,
        Gen.OneOf<string?>(null, "Always"),
        (name, ports, probe, security, unknown, restart) => (JsonNode?)Nodes.Object(
            ("name", name),
            ("image", "i"),
            ("ports", ports),
            ("readinessProbe", probe),
            ("securityContext", security),
            ("futureField", unknown()),
            ("restartPolicy", restart)));
}
