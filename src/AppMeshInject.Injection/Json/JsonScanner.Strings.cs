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

using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <content>Scans strings.</content>
internal ref partial struct JsonScanner
{
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
}
