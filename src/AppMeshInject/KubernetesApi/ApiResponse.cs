namespace AppMeshInject.KubernetesApi;

/// <summary>The response of the API server to a request for an object that may not exist.</summary>
/// <param name="Object">The object; null if it does not exist.</param>
/// <param name="Date">The time of the API server; null if the response has no date.</param>
internal readonly record struct ApiResponse<T>(T? Object, DateTimeOffset? Date)
    where T : class;
