namespace AppMeshInject.KubernetesApi;

/// <summary>The response to GET /version.</summary>
/// <param name="GitVersion">The version of the API server, such as v1.32.1.</param>
internal sealed record VersionInfo(string? GitVersion);
