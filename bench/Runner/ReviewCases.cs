using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Bench;

/// <summary>A review that a case sends repeatedly.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Body">The request body.</param>
/// <param name="UsesNewConnections">Whether each request uses a new connection.</param>
internal sealed record ReviewCase(string Name, byte[] Body, bool UsesNewConnections = false);

/// <summary>The cases, created from examples/review.json, which an API server sent.</summary>
internal static class ReviewCases
{
    /// <summary>The case that measures the time from the start to the first response.</summary>
    public const string Start = "start";

    /// <summary>The case that measures memory.</summary>
    public const string Memory = "memory";

    /// <summary>The case with the unchanged review.</summary>
    public const string Small = "small";

    private const int Mebibyte = 1024 * 1024;

    /// <summary>Gets the unchanged review.</summary>
    public static ReviewCase SmallPod { get; } = new(Small, CreateReview(_ => { }));

    /// <summary>Gets the cases under load. The first three are ordered by size.</summary>
    public static IReadOnlyList<ReviewCase> UnderLoad { get; } =
    [
        SmallPod,
        new("containers-10", CreateReview(pod => AddContainers(pod, 9))),
        new("containers-50", CreateReview(pod =>
        {
            AddContainers(pod, 49);
            AddAnnotations(pod, 100);
        })),
        new("mebibyte", CreateReview(AddEnvironmentVariables)),
        new("deny", CreateReview(pod => GetAnnotations(pod)["appmesh.k8s.aws/ports"] = "http")),
        new("skip", CreateReview(pod => GetAnnotations(pod)["appmesh.k8s.aws/sidecarInjectorWebhook"] = "disabled")),
        new("connect", SmallPod.Body, UsesNewConnections: true),
    ];

    /// <summary>Gets the names of all cases.</summary>
    public static IEnumerable<string> Names => UnderLoad.Select(review => review.Name).Append(Start).Append(Memory);

    /// <summary>Returns the pod of a review, JSON.</summary>
    /// <param name="review">The request body.</param>
    public static byte[] GetPod(byte[] review) =>
        Encoding.UTF8.GetBytes(JsonNode.Parse(review)!["request"]!["object"]!.ToJsonString());

    private static byte[] CreateReview(Action<JsonNode> changePod)
    {
        var json = File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json"));
        var review = JsonNode.Parse(json)!;
        changePod(review["request"]!["object"]!);
        return Encoding.UTF8.GetBytes(review.ToJsonString());
    }

    private static JsonObject GetAnnotations(JsonNode pod) => pod["metadata"]!["annotations"]!.AsObject();

    private static void AddContainers(JsonNode pod, int count)
    {
        var containers = pod["spec"]!["containers"]!.AsArray();
        for (var i = 1; i <= count; i++)
        {
            var container = containers[0]!.DeepClone();
            container["name"] = $"container-{i}";
            container["ports"]![0]!["containerPort"] = 8000 + (i % 10);
            containers.Add(container);
        }
    }

    private static void AddAnnotations(JsonNode pod, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            GetAnnotations(pod)[$"example.com/annotation-{i}"] = $"the value of annotation {i}";
        }
    }

    // About 1 MiB, close to the maximum size of an object in etcd (1.5 MiB by default).
    private static void AddEnvironmentVariables(JsonNode pod)
    {
        var variables = new JsonArray();
        pod["spec"]!["containers"]![0]!["env"] = variables;
        for (var length = 0; length < Mebibyte; length += 100)
        {
            variables.Add(new JsonObject { ["name"] = $"VARIABLE_{length:D8}", ["value"] = new string('v', 60) });
        }
    }
}
