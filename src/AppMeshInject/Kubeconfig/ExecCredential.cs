using System.Text;
using System.Text.Json.Serialization;

namespace AppMeshInject.Kubeconfig;

/// <summary>
/// The object that is passed to an exec plugin (with a spec) and that the plugin prints (with a status).
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/config-api/client-authentication.v1/</remarks>
/// <param name="ApiVersion">The API version, such as client.authentication.k8s.io/v1.</param>
/// <param name="Kind">The kind, "ExecCredential".</param>
internal sealed record ExecCredential(string? ApiVersion, string? Kind)
{
    /// <summary>The value of <see cref="Kind"/>.</summary>
    public const string KindName = "ExecCredential";

    /// <summary>The input of the plugin.</summary>
    public ExecSpec? Spec { get; init; }

    /// <summary>The output of the plugin.</summary>
    public ExecStatus? Status { get; init; }
}

/// <summary>The input of an exec plugin.</summary>
/// <param name="Interactive">True if the plugin may use standard input.</param>
/// <param name="Cluster">The cluster; null unless the plugin requests it.</param>
internal sealed record ExecSpec(bool? Interactive, ExecCluster? Cluster);

/// <summary>The cluster that an exec plugin provides credentials for.</summary>
/// <param name="Server">The address of the API server.</param>
/// <param name="TlsServerName">The name that the server's certificate must have.</param>
/// <param name="InsecureSkipTlsVerify">True if any certificate of the server is accepted.</param>
/// <param name="CertificateAuthorityData">The CA certificates, PEM encoded as base64.</param>
/// <param name="ProxyUrl">The proxy.</param>
internal sealed record ExecCluster(
    string? Server,
    [property: JsonPropertyName("tls-server-name")] string? TlsServerName,
    [property: JsonPropertyName("insecure-skip-tls-verify")] bool? InsecureSkipTlsVerify,
    [property: JsonPropertyName("certificate-authority-data")] string? CertificateAuthorityData,
    [property: JsonPropertyName("proxy-url")] string? ProxyUrl)
{
    /// <summary>Creates the description of a cluster.</summary>
    public static ExecCluster From(ClusterAccess access) => new(
        access.Server.OriginalString,
        access.ServerName,
        access.SkipsVerification ? true : null,
        access.CaPem is { } pem ? Convert.ToBase64String(Encoding.UTF8.GetBytes(pem)) : null,
        access.Proxy?.OriginalString);
}

/// <summary>The output of an exec plugin.</summary>
/// <param name="Token">The bearer token.</param>
/// <param name="ClientCertificateData">The client certificate, PEM.</param>
/// <param name="ClientKeyData">The private key of the client certificate, PEM.</param>
internal sealed record ExecStatus(string? Token, string? ClientCertificateData, string? ClientKeyData);

/// <summary>The JSON of <see cref="ExecCredential"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecCredentialJson : JsonSerializerContext;
