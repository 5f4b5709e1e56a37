namespace AppMeshInject.Diagnostics.Check;

/// <summary>The severity of a finding.</summary>
internal enum Severity
{
    /// <summary>Pods get no sidecar or cannot be created.</summary>
    Error,

    /// <summary>Some pods are affected, or pods will be affected later.</summary>
    Warning,

    /// <summary>Information that does not change the exit code.</summary>
    Note,
}
