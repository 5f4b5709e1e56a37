using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>The options of bench/hostile.</summary>
/// <param name="Idle">The number of idle connections.</param>
/// <param name="Slow">The number of slow senders.</param>
/// <param name="Requests">The number of legitimate reviews, before the attack and again during it.</param>
internal sealed record HostileOptions(int Idle = 10_000, int Slow = 100, int Requests = 500)
{
    /// <summary>Parses the command line.</summary>
    /// <param name="arguments">The arguments of bench/hostile.</param>
    /// <param name="error">The error message; empty if there is none.</param>
    /// <returns>The options; null if an argument is invalid.</returns>
    public static HostileOptions? Parse(IEnumerable<string> arguments, out string error)
    {
        var options = new HostileOptions();
        foreach (var pair in arguments.SelectMany(argument => argument.Split('=', 2)).Chunk(2))
        {
            if (pair is not [var name, var value] || options.TryWith(name, value) is not { } changed)
            {
                error = $"invalid argument \"{string.Join(' ', pair)}\"; see bench/hostile --help";
                return null;
            }

            options = changed;
        }

        error = "";
        return options;
    }

    private HostileOptions? TryWith(string name, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return name switch
        {
            "--idle" => this with { Idle = number },
            "--slow" => this with { Slow = number },
            "--requests" when number > 0 => this with { Requests = number },
            _ => null,
        };
    }
}
