namespace AppMeshInject.Injection.Decisions;

/// <summary>The codes of the reasons.</summary>
public static class ReasonCodes
{
    private static readonly string[] Names = Enum.GetNames<Reason>();

    extension(Reason reason)
    {
        /// <summary>The code, which is the name.</summary>
        public string Code => Names[(int)reason];
    }
}
