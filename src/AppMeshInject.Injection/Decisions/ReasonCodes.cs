namespace AppMeshInject.Injection.Decisions;

/// <summary>Provides the codes of reasons without allocating strings.</summary>
public static class ReasonCodes
{
    private static readonly string[] Names = Enum.GetNames<Reason>();

    extension(Reason reason)
    {
        /// <summary>Gets the code, which is the name of the enum member.</summary>
        public string Code => Names[(int)reason];
    }
}
