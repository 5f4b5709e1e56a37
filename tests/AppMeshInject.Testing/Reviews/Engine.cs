using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Testing.Reviews;

/// <summary>The engine in this process, under the flags that the program would be started with.</summary>
public sealed class Engine
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly AdmissionProcessor _reviewer;

    private Engine(InjectorSettings settings)
    {
        SettingsHash = settings.Hash;
        _reviewer = new AdmissionProcessor(new Injector(settings, ClusterInfo.From(settings)));
    }

    public string SettingsHash { get; }

    public static Engine Of(IReadOnlyList<string> flags)
    {
        var line = CommandLine.Parse(flags);
        var loaded = SettingsLoader.Load(line.Settings, NoVariables);
        string[] faults = [.. line.Errors, .. line.Operands, .. loaded.Faults];
        return faults.Length == 0
            ? new Engine(loaded.Settings)
            : throw new FormatException($"the flags of the case are not right: {string.Join("; ", faults)}");
    }

    public Outcome Review(AdmissionRequest request) => Review(request, out _);

    public Outcome Review(AdmissionRequest request, out Decision decision)
    {
        var answer = new ArrayBufferWriter<byte>();
        var reviewed = _reviewer.Review(Encoding.UTF8.GetBytes(request.ToReview()), answer);
        decision = reviewed.Decision;
        return reviewed.Problem is null
            ? Outcome.OfAnswer(JsonNode.Parse(answer.WrittenSpan)!, request)
            : throw new FormatException($"the review is refused: {reviewed.Problem}");
    }
}
