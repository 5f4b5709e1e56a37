using System.Buffers;

namespace AppMeshInject.Injection.Parsing;

/// <summary>The sets of characters that names in Kubernetes are made of.</summary>
internal static class Characters
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    public static readonly SearchValues<char> EnvironmentName = SearchValues.Create(Letters + Digits + "-._");
    public static readonly SearchValues<char> ImageTag = SearchValues.Create(Letters + Digits + "-._");
    public static readonly SearchValues<char> DecimalNumber = SearchValues.Create(Digits + ".");
    public static readonly SearchValues<char> DnsLabel = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

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
