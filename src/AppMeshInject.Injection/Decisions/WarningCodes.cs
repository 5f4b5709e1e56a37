namespace AppMeshInject.Injection.Decisions;

/// <summary>The codes of what warnings are about.</summary>
public static class WarningCodes
{
    private static readonly string[] Names = Enum.GetNames<WarningKind>();

    extension(WarningKind kind)
    {
        /// <summary>The code, which is the name.</summary>
        public string Code => Names[(int)kind];
    }
}
