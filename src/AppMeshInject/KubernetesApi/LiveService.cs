using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of a Service.</summary>
internal sealed record LiveService(LiveServiceSpec? Spec)
{
    public static LiveService Read(JsonElement json) => new(json.One("spec", LiveServiceSpec.Read));
}

/// <summary>What is read of a Service's spec.</summary>
/// <param name="Selector">The labels of the pods behind it.</param>
/// <param name="Ports">Its ports.</param>
internal sealed record LiveServiceSpec(IReadOnlyDictionary<string, string>? Selector, IReadOnlyList<LiveServicePort>? Ports)
{
    public static LiveServiceSpec Read(JsonElement json) => new(json.NamedTexts("selector"), json.Many("ports", LiveServicePort.Read));
}

/// <summary>A port of a Service.</summary>
internal sealed record LiveServicePort(int? Port)
{
    public static LiveServicePort Read(JsonElement json) => new(json.Number("port"));
}
