namespace AppMeshInject.Kubeconfig;

/// <summary>The user of a kubeconfig. The user is anonymous if no property is set.</summary>
internal sealed record Identity
{
    /// <summary>The value of the header Authorization.</summary>
    public string? Authorization { get; init; }

    /// <summary>The client certificate with its private key.</summary>
    public ClientCertificate? Certificate { get; init; }

    /// <summary>The plugin that provides a token, a certificate, or both.</summary>
    public ExecPlugin? Plugin { get; init; }

    /// <summary>The headers that impersonate another user.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Impersonation { get; init; } = [];
}
