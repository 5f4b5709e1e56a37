namespace AppMeshInject.Fuzz;

/// <summary>Thrown when a result violates an invariant, which is a finding.</summary>
/// <param name="message">The violated invariant.</param>
internal sealed class CheckFailedException(string message) : Exception(message);
