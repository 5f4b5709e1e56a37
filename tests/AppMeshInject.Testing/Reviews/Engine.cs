using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Testing.Reviews;

/// <summary>Runs the engine in the test process.</summary>
public sealed class Engine
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly AdmissionProcessor _processor;

    private Engine(InjectorSettings settings)
    {
        SettingsHash = settings.Hash;
        _processor = new AdmissionProcessor(new Injector(settings, ClusterInfo.FromSettings(settings)));
    }

    /// <summary>Gets the hash of the settings.</summary>
    public string SettingsHash { get; }

    /// <summary>Creates an engine with the settings of a command line.</summary>
    /// <exception cref="FormatException">A flag is invalid.</exception>
    public static Engine Create(IReadOnlyList<string> flags)
    {
        var loaded = SettingsLoader.Load(SettingArguments.Parse(flags), NoVariables);
        return loaded.Errors.Count == 0
            ? new Engine(loaded.Settings)
            : throw new FormatException($"invalid flags: {string.Join("; ", loaded.Errors)}");
    }

    /// <summary>Reviews a request.</summary>
    public Outcome Review(AdmissionRequest request) => Review(request, out _);

    /// <summary>Reviews a request.</summary>
    /// <exception cref="FormatException">The engine rejects the request as malformed.</exception>
    public Outcome Review(AdmissionRequest request, out Decision decision)
    {
        var response = new ArrayBufferWriter<byte>();
        var result = _processor.Review(Encoding.UTF8.GetBytes(request.ToReview()), response);
        decision = result.Decision;
        return result.Problem is null
            ? Outcome.FromResponse(JsonNode.Parse(response.WrittenSpan)!, request)
            : throw new FormatException($"malformed request: {result.Problem}");
    }
}
