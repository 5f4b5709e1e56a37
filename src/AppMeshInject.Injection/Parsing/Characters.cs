using System.Buffers;

namespace AppMeshInject.Injection.Parsing;

/// <summary>The characters that Kubernetes allows in names and numbers.</summary>
internal static class Characters
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>The characters of environment variable names.</summary>
    public static readonly SearchValues<char> EnvironmentName = SearchValues.Create(Letters + Digits + "-._");

    /// <summary>The characters of image tags.</summary>
    public static readonly SearchValues<char> ImageTag = SearchValues.Create(Letters + Digits + "-._");

    /// <summary>The digits and the decimal point.</summary>
    public static readonly SearchValues<char> DecimalNumber = SearchValues.Create(Digits + ".");

    /// <summary>The characters of DNS labels (RFC 1123).</summary>
    public static readonly SearchValues<char> DnsLabel = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Checks whether a string contains a white-space or control character.</summary>
    public static bool HasWhiteSpaceOrControl(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
