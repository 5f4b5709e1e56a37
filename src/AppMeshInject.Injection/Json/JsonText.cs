using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AppMeshInject.Injection.Json;

/// <summary>A string of JSON, as it stands there.</summary>
/// <param name="quoted">The string with its quotes.</param>
/// <param name="isEscaped">Whether it has an escape, which is rare: .NET's reader makes the text of those, and knows what is no text.</param>
internal readonly ref struct JsonText(ReadOnlySpan<byte> quoted, bool isEscaped)
{
    private readonly ReadOnlySpan<byte> _quoted = quoted;
    private readonly bool _isEscaped = isEscaped;

    private ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _quoted[1..^1];
    }

    /// <summary>Whether it is this text.</summary>
    /// <exception cref="InvalidOperationException">It is not Unicode.</exception>
    public bool Is(ReadOnlySpan<byte> text) => _isEscaped ? EqualsUnescaped(text) : Bytes.SequenceEqual(text);

    /// <summary>Whether it begins with this text.</summary>
    /// <exception cref="InvalidOperationException">It is not Unicode.</exception>
    public bool StartsWith(ReadOnlySpan<byte> beginning) => _isEscaped
        ? Encoding.UTF8.GetBytes(GetString()).AsSpan().StartsWith(beginning)
        : Bytes.StartsWith(beginning);

    /// <summary>The text.</summary>
    /// <param name="usual">What it mostly is, which then costs nothing.</param>
    /// <exception cref="InvalidOperationException">It is not Unicode.</exception>
    public string GetString(string usual = "") =>
        Ascii.Equals(Bytes, usual) ? usual
        : _isEscaped || !Utf8.IsValid(Bytes) ? Unescape()
        : Encoding.UTF8.GetString(Bytes);

    // Not inlined: whoever has that reader among its variables clears all of it each time, though it is rarely needed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EqualsUnescaped(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(_quoted);
        reader.Read();
        return reader.ValueTextEquals(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Unescape()
    {
        var reader = new Utf8JsonReader(_quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
