using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using BenchmarkDotNet.Attributes;

namespace AppMeshInject.Bench.Micro;

/// <summary>Measures each step of an admission, and the complete admission.</summary>
public class AdmissionSteps
{
    private byte[] _review = [];
    private byte[] _podJson = [];
    private PodView _pod = null!;
    private Decision _decision = null!;
    private Injector _injector = null!;
    private AdmissionProcessor _processor = null!;

    /// <summary>Gets or sets the review: the name of a case of bench/run.</summary>
    [Params("small", "containers-10", "containers-50")]
    public string Case { get; set; } = "";

    /// <summary>Prepares the input of each step.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var environment = new Dictionary<string, string> { ["APPMESH_INJECT_MESH_NAME"] = "bench" };
        var settings = SettingsLoader.Load([], environment).Settings;
        _injector = new Injector(settings, ClusterInfo.FromSettings(settings));
        _processor = new AdmissionProcessor(_injector);
        _review = ReviewCases.UnderLoad.Single(review => review.Name == Case).Body;
        _podJson = ReviewCases.GetPod(_review);
        _pod = PodReader.Read(_podJson);
        _decision = _injector.Decide(_pod, "default");
    }

    /// <summary>Reads the pod from its JSON.</summary>
    [Benchmark]
    public PodView ReadPod() => PodReader.Read(_podJson);

    /// <summary>Decides on the pod, without planning its sidecars.</summary>
    [Benchmark]
    public Decision Decide() => _injector.Decide(_pod, "default");

    /// <summary>Writes the plan as a JSON patch.</summary>
    [Benchmark]
    public void WritePatch()
    {
        using var output = new PooledBuffer();
        PatchWriter.Write(Injector.Plan(_decision)!, _decision.Pod!, output);
    }

    /// <summary>Processes the complete review, from the request body to the response body.</summary>
    [Benchmark]
    public AdmissionResult ReviewPod()
    {
        using var output = new PooledBuffer();
        return _processor.Review(_review, output);
    }
}
