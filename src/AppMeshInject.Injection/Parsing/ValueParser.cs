namespace AppMeshInject.Injection.Parsing;

/// <summary>Reads a text that a user wrote.</summary>
/// <param name="text">The text as written.</param>
/// <param name="value">What it means; the type's default where a fault is returned.</param>
/// <returns>Null, or why the text is not accepted.</returns>
public delegate ValidationError? ParseValue<T>(string text, out T value);

/// <summary>A form that a text takes: settings and annotations of the same form are read by the same code.</summary>
/// <param name="AcceptedValues">The form in words, for the reference tables.</param>
/// <param name="Parse">Reads it.</param>
/// <param name="IsBoolean">Whether it is true or false, so that a bare flag on the command line means true.</param>
public sealed record ValueParser<T>(string AcceptedValues, ParseValue<T> Parse, bool IsBoolean = false);
