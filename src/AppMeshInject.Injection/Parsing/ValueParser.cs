namespace AppMeshInject.Injection.Parsing;

/// <summary>A parser of values, shared by the settings and annotations that accept the same values.</summary>
/// <param name="AcceptedValues">The description of the accepted values, for the help and the reference pages.</param>
/// <param name="Parse">The parse function.</param>
/// <param name="IsBoolean">True if a command-line flag without a value means true.</param>
public sealed record ValueParser<T>(string AcceptedValues, ParseValue<T> Parse, bool IsBoolean = false);
