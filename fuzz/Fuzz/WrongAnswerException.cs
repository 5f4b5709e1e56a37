namespace AppMeshInject.Fuzz;

/// <summary>An answer that should not be.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class WrongAnswerException(string message) : Exception(message)
{
    /// <summary>Throws where something does not hold.</summary>
    public static void Unless(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new WrongAnswerException(otherwise);
        }
    }
}
