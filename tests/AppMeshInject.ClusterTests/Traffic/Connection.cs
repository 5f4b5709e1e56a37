namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>A connection that reached the fake Envoy.</summary>
/// <param name="Direction"><c>ingress</c> or <c>egress</c>.</param>
/// <param name="Address">The original destination address; null if the connection was not redirected.</param>
/// <param name="Port">The original destination port; null if the connection was not redirected.</param>
internal sealed record Connection(string Direction, string? Address, int? Port);
