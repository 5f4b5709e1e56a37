namespace AppMeshInject.Kubeconfig;

/// <summary>Addresses as messages may show them: without the user and password that stand in them.</summary>
internal static class RedactedUri
{
    /// <summary>The address of a server or proxy.</summary>
    public static string Of(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>What was written in place of an address, and need not be one.</summary>
    public static string Of(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = text.LastIndexOf('@') + 1;
        return end > start ? text.Remove(start, end - start) : text;
    }
}
