using System.Net.Http.Headers;
using System.Text;

namespace AppMeshInject.KubernetesApi;

/// <summary>Sets the headers that identify the client.</summary>
internal static class ApiHeaders
{
    /// <summary>Adds the headers to a request.</summary>
    /// <param name="headers">The headers of the request.</param>
    /// <param name="authorization">The value of the header Authorization; null to omit it.</param>
    /// <param name="connection">The connection, which may impersonate a user and name another host.</param>
    /// <exception cref="FormatException">A value contains a character that is not valid in a header.</exception>
    public static void Add(HttpRequestHeaders headers, string? authorization, ApiConnection connection)
    {
        foreach (var (name, value) in connection.Impersonation)
        {
            Add(headers, name, value);
        }

        if (authorization is not null)
        {
            Add(headers, "Authorization", authorization);
        }

        // .NET verifies the server's certificate against this name. The API server ignores the header.
        headers.Host = connection.ServerName;
    }

    private static void Add(HttpRequestHeaders headers, string name, string value) =>
        headers.Add(name, Ascii.IsValid(value) ? value : throw new FormatException("not ASCII"));
}
