using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Json;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>
/// How much an admission leaves to the garbage collector. Less than here in the native binary, for which bench/Garbage tells it:
/// code that is not optimised makes objects of some values.
/// </summary>
public sealed class GarbageTests
{
    private const int Admissions = 1000;

    [Fact]
    public void An_admission_of_a_small_pod_leaves_little_garbage() => Assert.InRange(GarbageOf(Example()), 1, 1920);

    [Fact]
    public void A_container_more_leaves_little_more()
    {
        var (one, ten) = (Example(), Example());
        var containers = ten["request"]!["object"]!["spec"]!["containers"]!.AsArray();
        for (var i = 0; i < 9; i++)
        {
            containers.Add(containers[0]!.DeepClone());
        }

        Assert.InRange((GarbageOf(ten) - GarbageOf(one)) / 9, 1, 256);
    }

    private static JsonNode Example() => JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json")))!;

    private static long GarbageOf(JsonNode review)
    {
        var reviewer = Answering.Reviewer();
        var body = Encoding.UTF8.GetBytes(review.ToJsonString());
        Admit();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Admissions; i++)
        {
            Admit();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Admissions;

        void Admit()
        {
            using var answer = new PooledBuffer();
            reviewer.Review(body, answer);
        }
    }
}
