namespace AppMeshInject.Telemetry;

/// <summary>
/// The metrics of one feature. The constructor of the class creates them in the <see cref="MetricsRegistry"/>. The
/// feature registers the class with <c>AddMetricSet</c>.
/// </summary>
internal interface IMetricSet;
