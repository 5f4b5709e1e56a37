namespace AppMeshInject.Terminal;

/// <summary>The option <c>--help</c>, which every command has.</summary>
internal static class HelpOption
{
    /// <summary>Gets the option.</summary>
    public static CommandOption Instance { get; } = new("help", "h", null, "Prints this text");
}
