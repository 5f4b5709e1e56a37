namespace AppMeshInject.KubernetesApi;

/// <summary>Removes user and password from URIs before messages show them.</summary>
internal static class RedactedUri
{
    /// <summary>Formats the URI of a server or proxy.</summary>
    public static string Format(Uri uri) =>
        uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>Redacts text that should be a URI but may be malformed.</summary>
    public static string Format(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = text.LastIndexOf('@') + 1;
        return end > start ? text.Remove(start, end - start) : text;
    }
}
