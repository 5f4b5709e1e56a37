using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of GET /version.</summary>
/// <param name="GitVersion">Such as v1.32.1.</param>
internal sealed record VersionInfo(string? GitVersion)
{
    /// <summary>Reads it.</summary>
    public static VersionInfo Read(JsonElement json) => new(json.Text("gitVersion"));
}

/// <summary>What is read of a Status, with which the API server refuses.</summary>
/// <param name="Kind">Status, unless something else answered.</param>
/// <param name="Message">Why.</param>
internal sealed record Status(string? Kind, string? Message)
{
    /// <summary>Reads it.</summary>
    public static Status Read(JsonElement json) => new(json.Text("kind"), json.Text("message"));
}
