namespace AppMeshInject.Diagnostics.Check;

/// <summary>The namespaces whose pods are never injected.</summary>
internal static class SystemNamespaces
{
    /// <summary>Whether a namespace is one.</summary>
    public static bool Has(string name, string injectorNamespace) => name is "kube-system" or "kube-public" or "kube-node-lease" || name == injectorNamespace;
}
