namespace AppMeshInject.Fuzz;

/// <summary>Assertions of the fuzz targets.</summary>
internal static class Check
{
    /// <summary>Checks a condition.</summary>
    /// <param name="condition">The condition, which is true for a correct result.</param>
    /// <param name="message">The violation, reported as the finding.</param>
    /// <exception cref="CheckFailedException">The condition is false.</exception>
    public static void That(bool condition, string message)
    {
        if (!condition)
        {
            throw new CheckFailedException(message);
        }
    }

    /// <summary>Checks that a message is not empty and has no control characters such as line breaks.</summary>
    /// <param name="message">A warning, an error or a log message.</param>
    public static void IsSingleLine(string message) =>
        That(message.Length > 0 && !message.Any(char.IsControl), "a message is empty or has control characters");
}
