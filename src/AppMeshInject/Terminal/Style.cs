namespace AppMeshInject.Terminal;

/// <summary>Colours text, on a terminal and where nobody asked for none.</summary>
/// <remarks>https://no-color.org</remarks>
internal sealed class Style
{
    private readonly bool _coloured;

    private Style(bool coloured) => _coloured = coloured;

    /// <summary>No colour.</summary>
    public static Style Plain { get; } = new(coloured: false);

    /// <summary>The style of an output.</summary>
    /// <param name="isTerminal">Whether it is a terminal.</param>
    /// <param name="environment">The environment.</param>
    public static Style Create(bool isTerminal, IReadOnlyDictionary<string, string> environment) =>
        isTerminal && environment.GetValueOrDefault("NO_COLOR", "").Length == 0 && environment.GetValueOrDefault("TERM") != "dumb" ? new Style(coloured: true) : Plain;

    public string Bold(string text) => With("1", text);

    public string Faint(string text) => With("2", text);

    public string Red(string text) => With("31", text);

    public string Green(string text) => With("32", text);

    public string Yellow(string text) => With("33", text);

    private string With(string code, string text) => _coloured ? $"\e[{code}m{text}\e[0m" : text;
}
