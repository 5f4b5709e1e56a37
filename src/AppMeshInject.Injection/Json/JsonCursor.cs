using System.Globalization;

namespace AppMeshInject.Injection.Json;

/// <summary>
/// The few steps in which JSON is walked here, field by field and without a copy: enter a value, take what is known, skip the rest.
/// A field that is null counts as absent, as it does for the API server.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private const int MaxDepth = 64;

    private JsonScanner _scanner = new(json);
    private int _depth;
    private bool _isFirst;

    /// <summary>The name of the field that was gone to.</summary>
    public JsonText Name { get; private set; }

    /// <summary>The place that is reached.</summary>
    public readonly int Position => _scanner.Position;

    /// <summary>Whether the value is a string.</summary>
    public bool IsString => _scanner.Peek() == '"';

    /// <summary>Whether the value is null.</summary>
    public bool IsNull => _scanner.Peek() == 'n';

    /// <summary>Goes into an object. False where the value is null.</summary>
    public bool EnterObject(string field) => TryEnter('{') || (SkipNull() ? false : throw new PodFormatException($"{field} is not an object"));

    /// <summary>Goes into an array. False where the value is null.</summary>
    public bool EnterArray(string field) => TryEnter('[') || (SkipNull() ? false : throw new PodFormatException($"{field} is not an array"));

    /// <summary>Goes into an object, or over any other value.</summary>
    public bool TryEnterObject()
    {
        if (TryEnter('{'))
        {
            return true;
        }

        SkipValue();
        return false;
    }

    /// <summary>Goes to the next field's value. False at the end of the object.</summary>
    public bool NextField()
    {
        if (!MoveNext('}'))
        {
            return false;
        }

        Name = _scanner.ReadString();
        _scanner.Expect(':');
        return true;
    }

    /// <summary>Goes to the array's next item. False at the end of the array.</summary>
    public bool NextItem() => MoveNext(']');

    /// <summary>Goes into the array's next item, which must be an object. False at the end of the array.</summary>
    public bool NextObject(string field) =>
        NextItem() && (TryEnterObject() ? true : throw new PodFormatException($"{field} has an item that is not an object"));

    /// <summary>Goes over the value, whatever it is.</summary>
    public void SkipValue()
    {
        switch (_scanner.Peek())
        {
            case (byte)'"':
                _scanner.ReadString();
                break;
            case (byte)'{':
                Enter('{');
                while (NextField())
                {
                    SkipValue();
                }

                break;
            case (byte)'[':
                Enter('[');
                while (NextItem())
                {
                    SkipValue();
                }

                break;
            default:
                _scanner.SkipNumberOrLiteral();
                break;
        }
    }

    /// <summary>Reads a string. Null where the value is null.</summary>
    /// <param name="field">What it is, for whoever wrote something else.</param>
    /// <param name="usual">What it mostly is, which then costs nothing.</param>
    public string? ReadString(string field, string usual = "")
    {
        if (IsString)
        {
            return _scanner.ReadString().GetString(usual);
        }

        return SkipNull() ? null : throw new PodFormatException($"{field} is not a string");
    }

    /// <summary>Reads a truth value. False where it is null.</summary>
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

    /// <summary>Reads a whole number. Null where the value is null.</summary>
    public long? ReadInt64(string field)
    {
        if (IsNull)
        {
            SkipValue();
            return null;
        }

        return TryReadInt64(out var number) ? number : throw new PodFormatException($"{field} is not a whole number");
    }

    /// <summary>Reads a whole number, or goes over any other value.</summary>
    public bool TryReadInt64(out long number)
    {
        _scanner.Peek();
        var start = Position;
        SkipValue();
        return long.TryParse(_scanner.SliceFrom(start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Ends the reading: there must be nothing more.</summary>
    public void ExpectEnd() => _scanner.ExpectEnd();

    // Goes over a value that is not as expected, which has to be JSON all the same. Whether it is null.
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
            _scanner.ThrowMalformed();
        }

        _scanner.Expect(start);
        _depth++;
        _isFirst = true;
    }

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
