using System.Security.Cryptography;
using System.Text;

namespace AppMeshInject.Kubeconfig;

/// <summary>Reads the entry of a user.</summary>
internal static class IdentityReader
{
    /// <exception cref="KubeconfigException">It is of no use, or of a kind that is not known.</exception>
    public static Identity Read(ConfigEntry user, IReadOnlyDictionary<string, string> environment)
    {
        if (user.Has("auth-provider"))
        {
            throw user.Fault("auth-provider is no longer part of Kubernetes: use an exec plugin, as kubectl does since 1.26");
        }

        if (user.Has("as-user-extra"))
        {
            throw user.Fault("as-user-extra is not supported: remove it, or name another user");
        }

        var authorization = Authorization(user);
        return new Identity
        {
            Authorization = authorization,
            Certificate = Certificate(user),
            Plugin = authorization is null && user.Entry("exec") is { } exec ? ExecPlugin.Read(exec, environment) : null,
            Impersonation = [.. Impersonation(user)],
        };
    }

    private static string? Authorization(ConfigEntry user)
    {
        if (TokenFile(user) is { } token || (token = user.Text("token")) is not null)
        {
            return $"Bearer {token}";
        }

        return user.Text("username") is { } name
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.Text("password")}"))}"
            : null;
    }

    // Where there is both, the file has the newer token.
    private static string? TokenFile(ConfigEntry user)
    {
        try
        {
            return user.File("tokenFile") is { } file ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw user.Fault($"tokenFile: {exception.Message}");
        }
    }

    private static ClientCertificate? Certificate(ConfigEntry user)
    {
        var (certificate, key) = (user.Content("client-certificate"), user.Content("client-key"));
        if (certificate is null && key is null)
        {
            return null;
        }

        try
        {
            return certificate is not null && key is not null
                ? ClientCertificate.Of(certificate, key)
                : throw user.Fault("client-certificate and client-key need each other");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw user.Fault($"client-certificate and client-key are not a certificate and its key in PEM: {exception.Message}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Impersonation(ConfigEntry user)
    {
        if (user.Text("as") is { } name)
        {
            yield return KeyValuePair.Create("Impersonate-User", name);
        }

        if (user.Text("as-uid") is { } uid)
        {
            yield return KeyValuePair.Create("Impersonate-Uid", uid);
        }

        foreach (var group in user.Texts("as-groups"))
        {
            yield return KeyValuePair.Create("Impersonate-Group", group);
        }
    }
}
