// How the scanner finds the end of a JSON string. Strings are most of a pod, so this decides the speed.
//
//   ReadString
//
//     Expect('"') ──> SkipPlainBytes ──> stops at  '"'                         the string ends (nearly always)
//                          ^                       '\'                         SkipEscape: 2 bytes, or 6 for \uXXXX
//                          └──────────────────────────────────────────────────────┘
//                                                  control character or end    ThrowMalformed
//
//   SkipPlainBytes compares 16 bytes at a time with everything that can stop it. Position is at the w of "web-7d4b9":
//
//     byte            0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15
//     text            w  e  b  -  7  d  4  b  9  "  ,  "  n  o  t  e
//     equals '"'      .  .  .  .  .  .  .  .  .  1  .  1  .  .  .  .  ┐
//     equals '\'      .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ├ or
//     less than ' '   .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  ┘
//     mask            .  .  .  .  .  .  .  .  .  1  .  1  .  .  .  .    lowest set bit: 9, so Position += 9
//
//   A mask of zero means 16 plain bytes: continue with the next 16. The last bytes, fewer than 16, are compared one by
//   one. Bytes of 0x80 and above (UTF-8) are plain bytes, because the comparison is unsigned.

using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// Finds the end of each JSON token: string, number, literal or punctuation (RFC 8259). Accepts the same input as
/// <see cref="Utf8JsonReader"/> and is faster (bench/RESULTS.md), because nearly all of a review is skipped and no
/// token has to be stored. For malformed input, that reader creates the exception.
/// </summary>
/// <param name="json">The UTF-8 text to scan.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Gets the 0-based offset of the next byte.</summary>
    public int Position { get; private set; }

    // Inlined because it is called for every byte: as a call it took 13 % of the time of an admission (perf).
    private readonly byte Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Position < _json.Length ? _json[Position] : (byte)0;
    }

    /// <summary>Skips white space and returns the next byte without consuming it.</summary>
    /// <returns>The next byte; 0, which starts no token, at the end of the input.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek() => Current > ' ' ? Current : PeekAfterWhiteSpace();

    /// <summary>Skips white space and consumes the given byte.</summary>
    /// <exception cref="JsonException">Another byte follows.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(char punctuation)
    {
        if (Peek() != punctuation)
        {
            ThrowMalformed();
        }

        Position++;
    }

    /// <summary>Consumes a string.</summary>
    /// <exception cref="JsonException">The next token is not a string, or the string is malformed.</exception>
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

        // Consume the closing quote.
        Position++;
        return new JsonText(_json[start..Position], isEscaped);
    }

    /// <summary>Consumes a number, or one of the literals true, false and null.</summary>
    /// <exception cref="JsonException">The next token is neither.</exception>
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

    /// <summary>Verifies that only white space follows.</summary>
    /// <exception cref="JsonException">Another token follows.</exception>
    public void ExpectEnd()
    {
        Peek();
        if (Position < _json.Length)
        {
            ThrowMalformed();
        }
    }

    /// <summary>Returns the bytes from <paramref name="start"/> up to the current position.</summary>
    /// <param name="start">An earlier value of <see cref="Position"/>.</param>
    public readonly ReadOnlySpan<byte> SliceFrom(int start) => _json[start..Position];

    /// <summary>
    /// Throws the exception for JSON that is malformed or nested too deeply. Parses the input again with
    /// <see cref="Utf8JsonReader"/>, so that the message contains its reason, line and byte.
    /// </summary>
    [DoesNotReturn]
    public readonly void ThrowMalformed()
    {
        var reader = new Utf8JsonReader(_json);
        while (reader.Read())
        {
        }

        // Reached only if the reader accepts input that this scanner rejects. JsonCursorTests verify that none exists.
        throw new JsonException("it is malformed");
    }

    // Grammar: [-] (0 | digits) [. digits] [(e | E) [+ | -] digits]. A leading zero ends the integer part, so that 01
    // is two tokens and therefore malformed.
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

    private void SkipLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_json[Position..].StartsWith(literal))
        {
            ThrowMalformed();
        }

        Position += literal.Length;
    }

    private byte PeekAfterWhiteSpace()
    {
        while (Current is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }

        return Current;
    }

    // Moves to the next quote, backslash or control character of a string, or to the end of the input.
    private void SkipPlainBytes()
    {
        var text = _json[Position..];
        var length = 0;
        for (; text.Length - length >= Vector128<byte>.Count; length += Vector128<byte>.Count)
        {
            // Each byte of stops is 0xFF where the byte of the text stops the loop, and 0 elsewhere.
            var bytes = Vector128.Create(text.Slice(length, Vector128<byte>.Count));
            var stops = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '));

            // One bit per byte; the lowest set bit is the first byte that stops the loop.
            var mask = stops.ExtractMostSignificantBits();
            if (mask != 0)
            {
                Position += length + BitOperations.TrailingZeroCount(mask);
                return;
            }
        }

        // The last bytes, fewer than a vector.
        while (length < text.Length && text[length] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
        {
            length++;
        }

        Position += length;
    }

    // Moves to the quote that ends a string. The current byte ended the plain bytes and is not a quote.
    private void SkipToClosingQuote()
    {
        while (Current != '"')
        {
            SkipEscape();
            SkipPlainBytes();
        }
    }

    // The current byte ended the plain bytes and is not a quote. Only an escape is valid here; a control character or
    // the end of the input is not.
    private void SkipEscape()
    {
        var escape = _json[Position..];
        if (escape is
            [
                (byte)'\\',
                (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t',
                ..
            ])
        {
            Position += 2;
        }
        else if (escape is [(byte)'\\', (byte)'u', var a, var b, var c, var d, ..]
            && IsHexDigit(a) && IsHexDigit(b) && IsHexDigit(c) && IsHexDigit(d))
        {
            Position += 6;
        }
        else
        {
            ThrowMalformed();
        }
    }

    private static bool IsHexDigit(byte character) => char.IsAsciiHexDigit((char)character);

    // Skips one or more digits.
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

    // Consumes the current byte if it is one of two.
    private bool TrySkip(char first, char second)
    {
        if (Current != first && Current != second)
        {
            return false;
        }

        Position++;
        return true;
    }
}
