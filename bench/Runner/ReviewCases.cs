using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Bench;

/// <summary>A review that is sent over and over.</summary>
/// <param name="Name">What it goes by.</param>
/// <param name="Body">The review.</param>
/// <param name="ConnectsEachTime">Whether each request has a connection of its own.</param>
internal sealed record ReviewCase(string Name, byte[] Body, bool ConnectsEachTime = false);

/// <summary>The reviews: the example that a real API server sent, made larger and otherwise.</summary>
internal static class ReviewCases
{
    public const string Start = "start";
    public const string Memory = "memory";
    public const string Small = "small";

    private const int Mebibyte = 1024 * 1024;

    public static ReviewCase SmallPod { get; } = new(Small, Review(_ => { }));

    /// <summary>The cases under load.</summary>
    public static IReadOnlyList<ReviewCase> UnderLoad { get; } =
    [
        SmallPod,
        new("containers-10", Review(pod => AddContainers(pod, 9))),
        new("containers-50", Review(pod =>
        {
            AddContainers(pod, 49);
            AddAnnotations(pod, 100);
        })),
        new("mebibyte", Review(AddVariables)),
        new("deny", Review(pod => Annotations(pod)["appmesh.k8s.aws/ports"] = "http")),
        new("skip", Review(pod => Annotations(pod)["appmesh.k8s.aws/sidecarInjectorWebhook"] = "disabled")),
        new("connect", SmallPod.Body, ConnectsEachTime: true),
    ];

    public static IEnumerable<string> Names => UnderLoad.Select(review => review.Name).Append(Start).Append(Memory);

    /// <summary>The pod of a review.</summary>
    public static byte[] PodOf(byte[] review) => Encoding.UTF8.GetBytes(JsonNode.Parse(review)!["request"]!["object"]!.ToJsonString());

    private static byte[] Review(Action<JsonNode> change)
    {
        var review = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json")))!;
        change(review["request"]!["object"]!);
        return Encoding.UTF8.GetBytes(review.ToJsonString());
    }

    private static JsonObject Annotations(JsonNode pod) => pod["metadata"]!["annotations"]!.AsObject();

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
            Annotations(pod)[$"example.com/annotation-{i}"] = $"the value of annotation {i}";
        }
    }

    // As large as etcd takes: a container with very many variables.
    private static void AddVariables(JsonNode pod)
    {
        var variables = new JsonArray();
        pod["spec"]!["containers"]![0]!["env"] = variables;
        for (var length = 0; length < Mebibyte; length += 100)
        {
            variables.Add(new JsonObject { ["name"] = $"VARIABLE_{length:D8}", ["value"] = new string('v', 60) });
        }
    }
}
