namespace AppMeshInject.Injection.Parsing;

/// <summary>Parses a value that a user wrote.</summary>
/// <param name="text">The text as written.</param>
/// <param name="value">The parsed value; the default of the type if an error is returned.</param>
/// <returns>The error, or null if the text is valid.</returns>
public delegate ValidationError? ParseValue<T>(string text, out T value);
