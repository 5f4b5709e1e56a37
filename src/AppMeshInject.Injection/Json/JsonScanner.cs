using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// Finds where the strings, numbers and words of JSON end (RFC 8259). It takes what .NET's <see cref="Utf8JsonReader"/> takes, in
/// less time (bench/RESULTS.md), since nearly all of a review is passed over and no token of it has to be kept. What is malformed it
/// leaves to that reader to tell.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>The place that is reached.</summary>
    public int Position { get; private set; }

    /// <summary>Goes over white space, of which there mostly is none. The byte behind it, which stays; at the end 0, which begins nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek() => Current > ' ' ? Current : PeekAfterWhiteSpace();

    /// <summary>Goes over white space and this byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(char punctuation)
    {
        if (Peek() != punctuation)
        {
            ThrowMalformed();
        }

        Position++;
    }

    /// <summary>Goes over a string.</summary>
    public JsonText ReadString()
    {
        Expect('"');
        var start = Position - 1;
        SkipPlainBytes();
        var isEscaped = Current != '"';
        if (isEscaped)
        {
            SkipToClosingQuote();
        }

        Position++;
        return new JsonText(_json[start..Position], isEscaped);
    }

    /// <summary>Goes over a number, or one of the words true, false and null.</summary>
    public void SkipNumberOrLiteral()
    {
        switch (Peek())
        {
            case (byte)'t':
                SkipLiteral("true"u8);
                break;
            case (byte)'f':
                SkipLiteral("false"u8);
                break;
            case (byte)'n':
                SkipLiteral("null"u8);
                break;
            default:
                SkipNumber();
                break;
        }
    }

    /// <summary>Makes sure that nothing but white space follows.</summary>
    public void ExpectEnd()
    {
        Peek();
        if (Position < _json.Length)
        {
            ThrowMalformed();
        }
    }

    /// <summary>What was gone over since a place.</summary>
    public readonly ReadOnlySpan<byte> SliceFrom(int start) => _json[start..Position];

    private void SkipNumber()
    {
        TrySkip('-', '-');
        if (!TrySkip('0', '0'))
        {
            SkipDigits();
        }

        if (TrySkip('.', '.'))
        {
            SkipDigits();
        }

        if (TrySkip('e', 'E'))
        {
            TrySkip('+', '-');
            SkipDigits();
        }
    }

    private void SkipLiteral(ReadOnlySpan<byte> word)
    {
        if (!_json[Position..].StartsWith(word))
        {
            ThrowMalformed();
        }

        Position += word.Length;
    }

    /// <summary>Ends the reading of JSON that is malformed, or nested too deep, at this place: .NET's reader tells how.</summary>
    [DoesNotReturn]
    public readonly void ThrowMalformed()
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
        }

        throw new JsonException("it is malformed");
    }

    // It is asked of every byte: not inlined it took 13 % of an admission (perf).
    private readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Position < _json.Length ? _json[Position] : (byte)0;
    }

    private byte PeekAfterWhiteSpace()
    {
        while (Current is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }

        return Current;
    }

    // Goes over the bytes of a string before the next quote, backslash or control character.
    private void SkipPlainBytes()
    {
        var text = _json[Position..];
        var length = 0;
        for (; text.Length - length >= Vector128<byte>.Count; length += Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(text.Slice(length, Vector128<byte>.Count));
            var others = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
            var places = others.ExtractMostSignificantBits();
            if (places != 0)
            {
                Position += length + BitOperations.TrailingZeroCount(places);
                return;
            }
        }

        while (length < text.Length && text[length] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
        {
            length++;
        }

        Position += length;
    }

    // Goes to the quote that ends a string which has an escape here.
    private void SkipToClosingQuote()
    {
        while (Current != '"')
        {
            SkipEscape();
            SkipPlainBytes();
        }
    }

    // What ends the plain bytes of a string and is no quote must be an escape.
    private void SkipEscape()
    {
        var escape = _json[Position..];
        if (escape is [(byte)'\\', (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..])
        {
            Position += 2;
        }
        else if (escape is [(byte)'\\', (byte)'u', var a, var b, var c, var d, ..] && IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d))
        {
            Position += 6;
        }
        else
        {
            ThrowMalformed();
        }
    }

    private static bool IsHex(byte letter) => char.IsAsciiHexDigit((char)letter);

    private void SkipDigits()
    {
        if (!char.IsAsciiDigit((char)Current))
        {
            ThrowMalformed();
        }

        while (char.IsAsciiDigit((char)Current))
        {
            Position++;
        }
    }

    private bool TrySkip(char one, char other)
    {
        if (Current != one && Current != other)
        {
            return false;
        }

        Position++;
        return true;
    }
}
