using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>The options of bench/soak.</summary>
internal sealed class SoakOptions
{
    /// <summary>Gets the duration in minutes.</summary>
    public int Minutes { get; private set; } = 30;

    /// <summary>Gets the number of legitimate reviews per second.</summary>
    public int ReviewsPerSecond { get; private set; } = 200;

    /// <summary>Gets the path of the JSON report.</summary>
    public string Json { get; private set; } = Path.Combine("artifacts", "soak.json");

    /// <summary>Parses the command line.</summary>
    /// <param name="arguments">The arguments of bench/soak.</param>
    /// <param name="error">The error message; empty if there is none.</param>
    /// <returns>The options; null if an argument is invalid.</returns>
    public static SoakOptions? Parse(IEnumerable<string> arguments, out string error)
    {
        var options = new SoakOptions();
        foreach (var pair in arguments.SelectMany(argument => argument.Split('=', 2)).Chunk(2))
        {
            if (pair is not [var name, var value] || !options.TryApply(name, value))
            {
                error = $"invalid argument \"{string.Join(' ', pair)}\"; see bench/soak --help";
                return null;
            }
        }

        error = "";
        return options;
    }

    private bool TryApply(string name, string value)
    {
        _ = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        switch (name)
        {
            case "--minutes" when number > 0:
                Minutes = number;
                return true;
            case "--rate" when number > 0:
                ReviewsPerSecond = number;
                return true;
            case "--json":
                Json = value;
                return true;
            default:
                return false;
        }
    }
}
