namespace AppMeshInject.KubernetesApi;

/// <summary>The object that the API server returns when a request fails.</summary>
/// <remarks>https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/</remarks>
/// <param name="Kind">"Status"; anything else means that the response is not from an API server.</param>
/// <param name="Message">A description of the failure.</param>
internal sealed record Status(string? Kind, string? Message);
