using System.Globalization;
using System.Text.Json;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

// Few enough that only the explicit collections run.
const int AdmissionsPerCollection = 100;
const int Collections = 1000;
const int Admissions = Collections * AdmissionsPerCollection;

var environment = new Dictionary<string, string> { ["APPMESH_INJECT_MESH_NAME"] = "bench" };
var settings = SettingsLoader.Load([], environment).Settings;
var processor = new AdmissionProcessor(new Injector(settings, ClusterInfo.FromSettings(settings)));
var review = ReadSmallReview();
RunAdmissions();
GC.Collect();

var (collectionsBefore, promoted, allocated) = (GC.CollectionCount(0), 0L, 0L);
for (var i = 0; i < Collections; i++)
{
    var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    RunAdmissions();
    allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
    GC.Collect(0);
    promoted += GC.GetGCMemoryInfo(GCKind.Ephemeral).PromotedBytes;
}

if (GC.CollectionCount(0) - collectionsBefore != Collections)
{
    Console.Error.WriteLine("bench-garbage: an implicit collection ran, so the result is invalid; run it again");
    return 1;
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"small pod: {(double)allocated / Admissions:F0} B allocated per admission, of which "
    + $"{(double)promoted / Admissions:F2} B survive generation 0 ({Admissions} admissions)"));
return 0;

void RunAdmissions()
{
    for (var i = 0; i < AdmissionsPerCollection; i++)
    {
        using var response = new PooledBuffer();
        processor.Review(review, response);
    }
}

// Without white space, as the API server sends it.
static byte[] ReadSmallReview()
{
    using var document = JsonDocument.Parse(typeof(Program).Assembly.GetManifestResourceStream("review.json")!);
    using var output = new MemoryStream();
    using (var json = new Utf8JsonWriter(output))
    {
        document.WriteTo(json);
    }

    return output.ToArray();
}
