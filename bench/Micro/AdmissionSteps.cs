using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Patches;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using BenchmarkDotNet.Attributes;

namespace AppMeshInject.Bench.Micro;

/// <summary>The steps of an admission, one by one, and all of it.</summary>
public class AdmissionSteps
{
    private byte[] _review = [];
    private byte[] _podJson = [];
    private PodView _pod = null!;
    private Decision _decision = null!;
    private Injector _injector = null!;
    private Reviewer _reviewer = null!;

    /// <summary>The review: a case of bench/run.</summary>
    [Params("small", "containers-10", "containers-50")]
    public string Case { get; set; } = "";

    /// <summary>Takes the pod out of the review, and the decision out of the pod.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var settings = SettingsLoader.Load(Injection.Settings.CommandLine.Parse(["--mesh-name=bench"]).Settings, new Dictionary<string, string>()).Settings;
        _injector = new Injector(settings, ClusterFacts.From(settings));
        _reviewer = new Reviewer(_injector);
        _review = ReviewCases.UnderLoad.Single(review => review.Name == Case).Body;
        _podJson = ReviewCases.PodOf(_review);
        _pod = PodReader.Read(_podJson);
        _decision = _injector.Decide(_pod, "default");
    }

    /// <summary>The bytes of the pod become its view.</summary>
    [Benchmark]
    public PodView Read() => PodReader.Read(_podJson);

    /// <summary>The view becomes a decision and a plan.</summary>
    [Benchmark]
    public Decision Decide() => _injector.Decide(_pod, "default");

    /// <summary>The plan becomes a patch.</summary>
    [Benchmark]
    public void Write()
    {
        using var output = new PooledBuffer();
        PatchWriter.Write(_decision.Plan!, _decision.Pod!, output);
    }

    /// <summary>The review becomes the answer.</summary>
    [Benchmark]
    public Reviewed Whole()
    {
        using var output = new PooledBuffer();
        return _reviewer.Review(_review, output);
    }
}
