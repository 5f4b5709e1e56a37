namespace AppMeshInject.Kubeconfig;

/// <summary>
/// The exception for a kubeconfig that is missing or invalid. The message describes the problem and its fix.
/// </summary>
internal sealed class KubeconfigException(string message) : Exception(message);
