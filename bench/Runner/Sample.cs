namespace AppMeshInject.Bench;

/// <summary>One measured value.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Connections">The number of connections of the load generator.</param>
/// <param name="Server">The name of the measured server.</param>
/// <param name="Metric">One of <see cref="MetricNames"/>, which includes the unit.</param>
/// <param name="Value">The value.</param>
internal sealed record Sample(string Case, int Connections, string Server, string Metric, double Value);
