namespace AppMeshInject.Injection.Decisions;

/// <summary>Provides the codes of warnings without allocating strings.</summary>
public static class WarningCodes
{
    private static readonly string[] Names = Enum.GetNames<WarningKind>();

    extension(WarningKind kind)
    {
        /// <summary>Gets the code, which is the name of the enum member.</summary>
        public string Code => Names[(int)kind];
    }
}
