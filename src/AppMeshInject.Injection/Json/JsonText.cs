using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AppMeshInject.Injection.Json;

/// <summary>A JSON string as a slice of the input. Decoded only when its text is needed.</summary>
/// <param name="quoted">The string with its quotes.</param>
/// <param name="isEscaped">
/// True if the string contains an escape sequence, which is rare. <see cref="Utf8JsonReader"/> decodes these strings
/// and rejects invalid Unicode.
/// </param>
internal readonly ref struct JsonText(ReadOnlySpan<byte> quoted, bool isEscaped)
{
    private readonly ReadOnlySpan<byte> _quoted = quoted;
    private readonly bool _isEscaped = isEscaped;

    private ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _quoted[1..^1];
    }

    /// <summary>Returns true if the decoded string equals the given UTF-8 text.</summary>
    /// <exception cref="InvalidOperationException">An escape sequence of the string is not valid Unicode.</exception>
    public bool Is(ReadOnlySpan<byte> text) => _isEscaped ? EqualsUnescaped(text) : Bytes.SequenceEqual(text);

    /// <summary>Returns true if the decoded string starts with the given UTF-8 text.</summary>
    /// <exception cref="InvalidOperationException">The string is escaped and is not valid Unicode.</exception>
    public bool StartsWith(ReadOnlySpan<byte> prefix) => _isEscaped
        ? Encoding.UTF8.GetBytes(GetString()).AsSpan().StartsWith(prefix)
        : Bytes.StartsWith(prefix);

    /// <summary>Decodes the string.</summary>
    /// <param name="commonValue">The most likely value, in ASCII. Returned without allocation if it is equal.</param>
    /// <exception cref="InvalidOperationException">The string is not valid Unicode.</exception>
    public string GetString(string commonValue = "") =>
        Ascii.Equals(Bytes, commonValue) ? commonValue
        : _isEscaped || !Utf8.IsValid(Bytes) ? Unescape()
        : Encoding.UTF8.GetString(Bytes);

    // NoInlining avoids zeroing a Utf8JsonReader, a large struct, in every caller. Escapes are rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EqualsUnescaped(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(_quoted);
        reader.Read();
        return reader.ValueTextEquals(text);
    }

    // NoInlining for the same reason. Also called for invalid UTF-8, because the reader throws the right exception.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Unescape()
    {
        var reader = new Utf8JsonReader(_quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
