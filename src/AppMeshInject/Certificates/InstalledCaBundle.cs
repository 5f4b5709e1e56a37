using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>The caBundle of the webhook as read from the API server.</summary>
/// <param name="Bundle">The caBundle.</param>
/// <param name="Metadata">The metadata of the webhook configuration.</param>
/// <param name="Age">
/// The time since the injector last wrote the caBundle, by the clock of the API server; null if it is unknown.
/// </param>
internal sealed record InstalledCaBundle(CaBundle Bundle, ObjectMetadata Metadata, TimeSpan? Age);
