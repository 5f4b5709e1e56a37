using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// Finds the end of each JSON token: string, number, literal or punctuation (RFC 8259). Accepts the same input as
/// <see cref="Utf8JsonReader"/> and is faster (bench/RESULTS.md), because nearly all of a review is skipped and no
/// token has to be stored. JsonScanner.Strings.cs explains the algorithm for strings. If the input is malformed,
/// <see cref="Utf8JsonReader"/> creates the exception.
/// </summary>
/// <param name="json">The UTF-8 text to scan.</param>
internal ref partial struct JsonScanner(ReadOnlySpan<byte> json)
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
    /// <returns>The next byte; 0 at the end of the input. No token starts with 0.</returns>
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

    /// <summary>Consumes a number, or one of the literals true, false and null.</summary>
    /// <exception cref="JsonException">The next token is neither a number nor one of these literals.</exception>
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

        // Reached only if the reader accepts input that this scanner rejects. JsonCursorTests verify that this never
        // happens.
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

    // Consumes the current byte if it is one of the two given bytes.
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
