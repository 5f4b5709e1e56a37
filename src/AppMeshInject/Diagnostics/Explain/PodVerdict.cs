using System.Text.Json.Serialization;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>The conclusion on a pod in the cluster.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Text">The conclusion, and how to fix a problem.</param>
/// <param name="IsHealthy">True if the pod has no problem that must be fixed.</param>
internal sealed record PodVerdict(string Code, string Text, [property: JsonIgnore] bool IsHealthy);
