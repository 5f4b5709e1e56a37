namespace AppMeshInject.Terminal;

/// <summary>Colors text on a terminal, unless the user disabled colors.</summary>
/// <remarks>See https://no-color.org.</remarks>
internal sealed class Style
{
    private readonly bool _isColored;

    private Style(bool isColored) => _isColored = isColored;

    /// <summary>Gets the style without colors.</summary>
    public static Style Plain { get; } = new(isColored: false);

    /// <summary>Creates the style of an output stream.</summary>
    /// <param name="isTerminal">True if the stream is a terminal.</param>
    /// <param name="environment">The environment variables; NO_COLOR and TERM=dumb disable colors.</param>
    public static Style Create(bool isTerminal, IReadOnlyDictionary<string, string> environment) =>
        isTerminal
            && environment.GetValueOrDefault("NO_COLOR", "").Length == 0
            && environment.GetValueOrDefault("TERM") != "dumb"
            ? new Style(isColored: true)
            : Plain;

    public string Bold(string text) => Wrap("1", text);

    public string Faint(string text) => Wrap("2", text);

    public string Red(string text) => Wrap("31", text);

    public string Green(string text) => Wrap("32", text);

    public string Yellow(string text) => Wrap("33", text);

    private string Wrap(string code, string text) => _isColored ? $"\e[{code}m{text}\e[0m" : text;
}
