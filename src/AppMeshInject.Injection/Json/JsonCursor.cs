using System.Globalization;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// Reads JSON in one pass without copying it. Callers enter a value, read the fields that they know, and skip the
/// others. A field with the value null is treated as absent, as the API server does.
/// </summary>
/// <param name="json">The UTF-8 text to read.</param>
/// <remarks>
/// Every method that moves forward throws a <see cref="System.Text.Json.JsonException"/> if the JSON is malformed or
/// nested more than 64 levels deep. Methods that expect a type throw a <see cref="PodFormatException"/> if a
/// well-formed value has another type.
/// </remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    // The default of Utf8JsonReader.
    private const int MaxDepth = 64;

    private JsonScanner _scanner = new(json);
    private int _depth;

    // True directly after the start of an object or array, where no comma precedes the next field or item.
    private bool _isFirst;

    /// <summary>Gets the name of the current field, set by <see cref="MoveToNextField"/>.</summary>
    public JsonText Name { get; private set; }

    /// <summary>Gets the 0-based offset of the next byte in the input.</summary>
    public readonly int Position => _scanner.Position;

    /// <summary>Gets whether the next value is a string.</summary>
    public bool IsString => _scanner.Peek() == '"';

    /// <summary>Gets whether the next value is null.</summary>
    public bool IsNull => _scanner.Peek() == 'n';

    /// <summary>Enters an object.</summary>
    /// <param name="field">The name of the value in error messages.</param>
    /// <returns>True if a value was entered; false if it was null, which is skipped.</returns>
    public bool EnterObject(string field) =>
        TryEnter('{') || (SkipNull() ? false : throw new PodFormatException($"{field} is not an object"));

    /// <summary>Enters an array.</summary>
    /// <param name="field">The name of the value in error messages.</param>
    /// <returns>True if a value was entered; false if it was null, which is skipped.</returns>
    public bool EnterArray(string field) =>
        TryEnter('[') || (SkipNull() ? false : throw new PodFormatException($"{field} is not an array"));

    /// <summary>Enters an object, or skips a value of another type.</summary>
    /// <returns>True if the value is an object.</returns>
    public bool TryEnterObject()
    {
        if (TryEnter('{'))
        {
            return true;
        }

        SkipValue();
        return false;
    }

    /// <summary>
    /// Moves to the value of the next field of the current object, and sets <see cref="Name"/>. The value of the
    /// previous field must have been read or skipped.
    /// </summary>
    /// <returns>True if there is another field; false if the end of the object was passed.</returns>
    public bool MoveToNextField()
    {
        if (!MoveNext('}'))
        {
            return false;
        }

        Name = _scanner.ReadString();
        _scanner.Expect(':');
        return true;
    }

    /// <summary>
    /// Moves to the next item of the current array. The previous item must have been read or skipped.
    /// </summary>
    /// <returns>True if there is another item; false if the end of the array was passed.</returns>
    public bool MoveToNextItem() => MoveNext(']');

    /// <summary>Enters the next item of the current array, which must be an object.</summary>
    /// <param name="field">The name of the array in error messages.</param>
    /// <returns>True if there is another item; false if the end of the array was passed.</returns>
    public bool EnterNextObject(string field) =>
        MoveToNextItem()
        && (TryEnterObject() ? true : throw new PodFormatException($"{field} has an item that is not an object"));

    /// <summary>Skips a value of any type.</summary>
    public void SkipValue()
    {
        switch (_scanner.Peek())
        {
            case (byte)'"':
                _scanner.ReadString();
                break;
            case (byte)'{':
                Enter('{');
                while (MoveToNextField())
                {
                    SkipValue();
                }

                break;
            case (byte)'[':
                Enter('[');
                while (MoveToNextItem())
                {
                    SkipValue();
                }

                break;
            default:
                _scanner.SkipNumberOrLiteral();
                break;
        }
    }

    /// <summary>Reads a string.</summary>
    /// <param name="field">The name of the value in error messages.</param>
    /// <param name="commonValue">The most likely value, in ASCII. Returned without allocation if it is equal.</param>
    /// <returns>The string; null if the value is null.</returns>
    public string? ReadString(string field, string commonValue = "")
    {
        if (IsString)
        {
            return _scanner.ReadString().GetString(commonValue);
        }

        return SkipNull() ? null : throw new PodFormatException($"{field} is not a string");
    }

    /// <summary>Reads a Boolean.</summary>
    /// <param name="field">The name of the value in error messages.</param>
    /// <returns>The Boolean; false if the value is null.</returns>
    public bool ReadBoolean(string field)
    {
        var first = _scanner.Peek();
        SkipValue();
        return first switch
        {
            (byte)'t' => true,
            (byte)'f' or (byte)'n' => false,
            _ => throw new PodFormatException($"{field} is not true or false"),
        };
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="field">The name of the value in error messages.</param>
    /// <returns>The number; null if the value is null.</returns>
    public long? ReadInt64(string field)
    {
        if (IsNull)
        {
            SkipValue();
            return null;
        }

        return TryReadInt64(out var number) ? number : throw new PodFormatException($"{field} is not a whole number");
    }

    /// <summary>Reads a whole number, or skips any other value, including a fraction or an exponent.</summary>
    /// <returns>True if the value is a whole number in the range of <see cref="long"/>.</returns>
    public bool TryReadInt64(out long number)
    {
        // Skips white space, so that the slice starts at the value.
        _scanner.Peek();
        var start = Position;
        SkipValue();
        return long.TryParse(
            _scanner.SliceFrom(start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Verifies that only white space follows.</summary>
    public void ExpectEnd() => _scanner.ExpectEnd();

    // Skips a value of an unexpected type and returns whether it is null. Malformed JSON is reported before the type.
    private bool SkipNull()
    {
        var isNull = IsNull;
        SkipValue();
        return isNull;
    }

    private bool TryEnter(char start)
    {
        if (_scanner.Peek() != start)
        {
            return false;
        }

        Enter(start);
        return true;
    }

    private void Enter(char start)
    {
        if (_depth == MaxDepth)
        {
            // Utf8JsonReader has the same limit and reports it.
            _scanner.ThrowMalformed();
        }

        _scanner.Expect(start);
        _depth++;
        _isFirst = true;
    }

    // Moves behind the comma to the next field or item, or behind the end of the object or array.
    private bool MoveNext(char end)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        if (_scanner.Peek() == end)
        {
            _scanner.Expect(end);
            _depth--;
            return false;
        }

        if (!isFirst)
        {
            _scanner.Expect(',');
        }

        return true;
    }
}
