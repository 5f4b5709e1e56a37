namespace AppMeshInject.KubernetesApi;

/// <summary>A Service.</summary>
/// <param name="Spec">The specification.</param>
internal sealed record Service(ServiceSpec? Spec);

/// <summary>The specification of a Service.</summary>
/// <param name="Selector">The labels of the pods that the Service routes to.</param>
/// <param name="Ports">The ports.</param>
internal sealed record ServiceSpec(IReadOnlyDictionary<string, string>? Selector, IReadOnlyList<ServicePort>? Ports);

/// <summary>A port of a Service.</summary>
/// <param name="Port">The port number.</param>
internal sealed record ServicePort(int? Port);
