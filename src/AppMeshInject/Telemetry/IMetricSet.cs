namespace AppMeshInject.Telemetry;

/// <summary>The metrics of one feature. Its constructor registers them.</summary>
internal interface IMetricSet;
