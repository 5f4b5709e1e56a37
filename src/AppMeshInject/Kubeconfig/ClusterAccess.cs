namespace AppMeshInject.Kubeconfig;

/// <summary>A context of a kubeconfig: the cluster, the verification of its server, and the user.</summary>
internal sealed record ClusterAccess
{
    /// <summary>The name of the context.</summary>
    public required string Context { get; init; }

    /// <summary>The address of the API server, which may have a path.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace that commands use by default.</summary>
    public required string Namespace { get; init; }

    /// <summary>The user.</summary>
    public required Identity Identity { get; init; }

    /// <summary>The CA certificates that verify the server, PEM; null for the CA certificates of the system.</summary>
    public string? CaPem { get; init; }

    /// <summary>The name that the server's certificate must have; null if it is the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>True to accept any certificate of the server.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>The proxy; null for the proxy that the environment variables define.</summary>
    public Uri? Proxy { get; init; }
}
