using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>How long a soak takes, and what it asks.</summary>
internal sealed class SoakOptions
{
    public int Minutes { get; private set; } = 30;

    public int PerSecond { get; private set; } = 200;

    public string Json { get; private set; } = Path.Combine("artifacts", "soak.json");

    public static SoakOptions? Parse(IEnumerable<string> arguments, out string problem)
    {
        var options = new SoakOptions();
        foreach (var pair in arguments.SelectMany(argument => argument.Split('=', 2)).Chunk(2))
        {
            if (pair is not [var name, var value] || !options.TryTake(name, value))
            {
                problem = $"{string.Join(' ', pair)}: see bench/soak --help";
                return null;
            }
        }

        problem = "";
        return options;
    }

    private bool TryTake(string name, string value)
    {
        switch (name)
        {
            case "--minutes" or "--rate" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                (Minutes, PerSecond) = name == "--minutes" ? (number, PerSecond) : (Minutes, number);
                return true;
            case "--json":
                Json = value;
                return true;
            default:
                return false;
        }
    }
}
