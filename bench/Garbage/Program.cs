using System.Globalization;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

// So few that no collection comes between but those that are asked for.
const int AdmissionsBetween = 100;
const int Collections = 1000;

var settings = SettingsLoader.Load(CommandLine.Parse(["--mesh-name=bench"]).Settings, new Dictionary<string, string>()).Settings;
var reviewer = new Reviewer(new Injector(settings, ClusterFacts.From(settings)));
var review = SmallReview();
Admit();
GC.Collect();

var (collectionsBefore, allocatedBefore, promoted, allocated) = (GC.CollectionCount(0), 0L, 0L, 0L);
for (var i = 0; i < Collections; i++)
{
    allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    Admit();
    allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
    GC.Collect(0);
    promoted += GC.GetGCMemoryInfo(GCKind.Ephemeral).PromotedBytes;
}

if (GC.CollectionCount(0) - collectionsBefore != Collections)
{
    Console.Error.WriteLine("a collection came between, and what it kept is not known");
    return 1;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"an admission of the small pod allocates {Each(allocated):F0} B, of which {Each(promoted):F2} B outlive generation 0 ({Collections * AdmissionsBetween} admissions)"));
return 0;

static double Each(long bytes) => bytes / (double)(Collections * AdmissionsBetween);

void Admit()
{
    for (var i = 0; i < AdmissionsBetween; i++)
    {
        using var answer = new PooledBuffer();
        reviewer.Review(review, answer);
    }
}

// As an API server sends it, without the white space.
static byte[] SmallReview()
{
    using var document = JsonDocument.Parse(typeof(Program).Assembly.GetManifestResourceStream("review.json")!);
    using var output = new MemoryStream();
    using (var json = new Utf8JsonWriter(output))
    {
        document.WriteTo(json);
    }

    return output.ToArray();
}
