using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Kubeconfig;

/// <summary>What passes between us and a plugin: what it is told, and what it answers.</summary>
internal static class ExecInfo
{
    /// <summary>What a plugin is told, in KUBERNETES_EXEC_INFO.</summary>
    /// <param name="version">The version that it speaks.</param>
    /// <param name="isInteractive">Whether there is a person to ask.</param>
    /// <param name="cluster">The cluster; null where it does not want to know.</param>
    public static string Write(ExecVersion version, bool isInteractive, ClusterAccess? cluster)
    {
        var info = new ExecCredential(version.Name, ExecCredential.KindName)
        {
            Spec = new ExecSpec(isInteractive, cluster is null ? null : new ExecCluster(
                cluster.Server.OriginalString,
                cluster.ServerName,
                cluster.SkipsVerification ? true : null,
                cluster.AuthorityPem is { } pem ? Convert.ToBase64String(Encoding.UTF8.GetBytes(pem)) : null,
                cluster.Proxy?.OriginalString)),
        };
        return JsonSerializer.Serialize(info, ExecJson.Default.ExecCredential);
    }
}

/// <summary>The message of both ways: with a spec to the plugin, with a status from it.</summary>
internal sealed record ExecCredential(string? ApiVersion, string? Kind)
{
    public const string KindName = "ExecCredential";

    public ExecSpec? Spec { get; init; }

    [JsonIgnore]
    public ExecStatus? Status { get; init; }

    public static ExecCredential Read(JsonElement json) => new(json.Text("apiVersion"), json.Text("kind")) { Status = json.One("status", ExecStatus.Read) };
}

/// <summary>What a plugin is told.</summary>
internal sealed record ExecSpec(bool Interactive, ExecCluster? Cluster);

/// <summary>What it is told of the cluster.</summary>
internal sealed record ExecCluster(
    string Server,
    [property: JsonPropertyName("tls-server-name")] string? TlsServerName,
    [property: JsonPropertyName("insecure-skip-tls-verify")] bool? InsecureSkipTlsVerify,
    [property: JsonPropertyName("certificate-authority-data")] string? CertificateAuthorityData,
    [property: JsonPropertyName("proxy-url")] string? ProxyUrl);

/// <summary>What a plugin answers.</summary>
internal sealed record ExecStatus(string? Token, string? ClientCertificateData, string? ClientKeyData)
{
    public static ExecStatus Read(JsonElement json) => new(json.Text("token"), json.Text("clientCertificateData"), json.Text("clientKeyData"));
}

/// <summary>The JSON that is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecJson : JsonSerializerContext;
