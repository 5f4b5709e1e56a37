namespace AppMeshInject.Telemetry;

/// <summary>Metrics of one part of the program, which its constructor registers.</summary>
internal interface IMetricSet;
