namespace AppMeshInject.ClusterTests.Traffic;

/// <summary>A connection as the stand-in for Envoy saw it: which way it went, and where to.</summary>
internal sealed record Connection(string Direction, string? Address, int? Port);
