namespace AppMeshInject.Kubeconfig;

/// <summary>A kubeconfig, or a part of it, that is of no use; the message says what to do.</summary>
internal sealed class KubeconfigException(string message) : Exception(message);
