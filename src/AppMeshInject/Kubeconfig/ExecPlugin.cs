using System.Security.Cryptography;
using System.Text.Json;

namespace AppMeshInject.Kubeconfig;

/// <summary>
/// A program that provides a token, a certificate, or both. The program inherits standard error, because it may prompt
/// the user.
/// </summary>
/// <remarks>
/// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
/// </remarks>
internal sealed class ExecPlugin
{
    private readonly ConfigEntry _exec;
    private readonly ExecVersion _version;
    private readonly ExecProcess _process;

    private ExecPlugin(ConfigEntry exec, ExecVersion version, ExecProcess process) =>
        (_exec, _version, _process) = (exec, version, process);

    /// <summary>Reads an exec entry.</summary>
    /// <param name="exec">The entry.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="KubeconfigException">The entry is invalid, or its API version is not supported.</exception>
    public static ExecPlugin Read(ConfigEntry exec, IReadOnlyDictionary<string, string> environment)
    {
        exec.GetRequiredString("command");
        var version = ExecVersion.Read(exec);
        return new ExecPlugin(exec, version, new ExecProcess(exec, version, environment));
    }

    /// <summary>Runs the plugin and returns its credentials.</summary>
    /// <exception cref="KubeconfigException">The plugin cannot be run, fails, or prints no credentials.</exception>
    public async Task<Identity> RunAsync(ClusterAccess access, CancellationToken cancellation)
    {
        var output = await _process.GetOutputAsync(access, cancellation);
        try
        {
            var credential = JsonSerializer.Deserialize(output, ExecCredentialJson.Default.ExecCredential);
            if (credential?.ApiVersion != _version.Name || credential.Kind != ExecCredential.KindName)
            {
                throw CreateOutputError();
            }

            var identity = CreateIdentity(credential.Status);
            return identity.Authorization is not null || identity.Certificate is not null
                ? identity
                : throw ExecErrors.Create(_exec, "printed neither a token nor a certificate with its key");
        }
        catch (JsonException)
        {
            throw CreateOutputError();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw ExecErrors.Create(_exec, "printed a certificate and key that are not a PEM pair");
        }
    }

    private static Identity CreateIdentity(ExecStatus? status) => new()
    {
        Authorization = status?.Token is { Length: > 0 } token ? $"Bearer {token}" : null,
        Certificate =
            status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key }
                ? ClientCertificate.Parse(certificate, key)
                : null,
    };

    private KubeconfigException CreateOutputError() =>
        ExecErrors.Create(_exec, $"did not print an ExecCredential of {_version.Name}");
}
