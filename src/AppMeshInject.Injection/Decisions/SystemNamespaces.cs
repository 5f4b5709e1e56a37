namespace AppMeshInject.Injection.Decisions;

/// <summary>Defines the namespaces whose pods are never injected.</summary>
public static class SystemNamespaces
{
    /// <summary>Returns whether a namespace belongs to Kubernetes or to the injector.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="injectorNamespace">The namespace of the injector.</param>
    public static bool Contains(string name, string injectorNamespace) =>
        name is "kube-system" or "kube-public" or "kube-node-lease" || name == injectorNamespace;
}
