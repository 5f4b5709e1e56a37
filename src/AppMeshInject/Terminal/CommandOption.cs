namespace AppMeshInject.Terminal;

/// <summary>A command-line option that is not a setting.</summary>
/// <param name="Name">The long name, without dashes.</param>
/// <param name="Letter">The one-letter name, without a dash; null if there is none.</param>
/// <param name="Value">The placeholder for the value in the help text; null if the option takes no value.</param>
/// <param name="Description">The text for the help page.</param>
internal sealed record CommandOption(string Name, string? Letter, string? Value, string Description);
