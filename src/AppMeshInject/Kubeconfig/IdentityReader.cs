using System.Security.Cryptography;
using System.Text;

namespace AppMeshInject.Kubeconfig;

/// <summary>Reads a user entry of a kubeconfig.</summary>
internal static class IdentityReader
{
    /// <summary>Reads the entry.</summary>
    /// <param name="user">The user entry.</param>
    /// <param name="environment">The environment variables, for an exec plugin.</param>
    /// <exception cref="KubeconfigException">The entry is invalid, or uses a field that is not supported.</exception>
    public static Identity Read(ConfigEntry user, IReadOnlyDictionary<string, string> environment)
    {
        if (user.Has("auth-provider"))
        {
            throw user.CreateError("auth-provider was removed in Kubernetes 1.26; use an exec plugin");
        }

        if (user.Has("as-user-extra"))
        {
            throw user.CreateError("as-user-extra is not supported; remove it, or use another user");
        }

        var authorization = ReadAuthorization(user);
        return new Identity
        {
            Authorization = authorization,
            Certificate = ReadCertificate(user),
            Plugin = authorization is null && user.GetEntry("exec") is { } exec
                ? ExecPlugin.Read(exec, environment)
                : null,
            Impersonation = [.. ReadImpersonation(user)],
        };
    }

    private static string? ReadAuthorization(ConfigEntry user)
    {
        // If both token and tokenFile are set, the file has the newer token.
        if ((ReadTokenFile(user) ?? user.GetString("token")) is { } token)
        {
            return $"Bearer {token}";
        }

        return user.GetString("username") is { } name
            ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{user.GetString("password")}"))}"
            : null;
    }

    private static string? ReadTokenFile(ConfigEntry user)
    {
        try
        {
            return user.GetPath("tokenFile") is { } file ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw user.CreateError($"tokenFile: {exception.Message}");
        }
    }

    private static ClientCertificate? ReadCertificate(ConfigEntry user)
    {
        var (certificate, key) = (user.GetContent("client-certificate"), user.GetContent("client-key"));
        if (certificate is null && key is null)
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            throw user.CreateError("client-certificate and client-key must be set together");
        }

        try
        {
            return ClientCertificate.Parse(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw user.CreateError("client-certificate and client-key are not a PEM certificate and its private key");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadImpersonation(ConfigEntry user)
    {
        if (user.GetString("as") is { } name)
        {
            yield return KeyValuePair.Create("Impersonate-User", name);
        }

        if (user.GetString("as-uid") is { } uid)
        {
            yield return KeyValuePair.Create("Impersonate-Uid", uid);
        }

        foreach (var group in user.GetStrings("as-groups"))
        {
            yield return KeyValuePair.Create("Impersonate-Group", group);
        }
    }
}
