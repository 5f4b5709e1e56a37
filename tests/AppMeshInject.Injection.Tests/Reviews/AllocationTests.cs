using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Json;
using AppMeshInject.Testing.Golden;

namespace AppMeshInject.Injection.Tests.Reviews;

/// <summary>
/// Tests the allocated bytes per admission. The limits are higher than those of the native binary (bench/Garbage),
/// because unoptimized code allocates more.
/// </summary>
public sealed class AllocationTests
{
    private const int Admissions = 1000;

    [Fact]
    public void An_admission_of_a_small_pod_allocates_less_than_2_KB() =>
        Assert.InRange(GetAllocatedBytes(Example()), 1, 1920);

    [Fact]
    public void Another_container_allocates_at_most_256_bytes()
    {
        var (one, ten) = (Example(), Example());
        var containers = ten["request"]!["object"]!["spec"]!["containers"]!.AsArray();
        for (var i = 0; i < 9; i++)
        {
            containers.Add(containers[0]!.DeepClone());
        }

        Assert.InRange((GetAllocatedBytes(ten) - GetAllocatedBytes(one)) / 9, 1, 256);
    }

    private static JsonNode Example() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolders.Root(), "examples", "review.json")))!;

    private static long GetAllocatedBytes(JsonNode review)
    {
        var processor = AdmissionReviews.CreateProcessor();
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
            using var response = new PooledBuffer();
            processor.Review(body, response);
        }
    }
}
