using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>The options of bench/run.</summary>
internal sealed class BenchOptions
{
    private readonly List<BenchServer> _servers = [];
    private readonly List<string> _cases = [];
    private readonly List<int> _connections = [];

    /// <summary>Gets the servers to measure. The first one is the floor.</summary>
    public IReadOnlyList<BenchServer> Servers => _servers;

    /// <summary>Gets the numbers of connections. Default: 1, 16 and 256.</summary>
    public IReadOnlyList<int> Connections => _connections.Count == 0 ? [1, 16, 256] : _connections;

    /// <summary>Gets the number of measurements of each case and server.</summary>
    public int Alternations { get; private set; } = 3;

    /// <summary>Gets the duration of one measurement in seconds.</summary>
    public int Seconds { get; private set; } = 5;

    /// <summary>Gets the path of the image archive whose size is reported; null if there is none.</summary>
    public string? Image { get; private set; }

    /// <summary>Gets the path of the JSON report.</summary>
    public string Json { get; private set; } = Path.Combine("artifacts", "bench.json");

    /// <summary>Returns whether a case is selected. Default: all cases.</summary>
    public bool Includes(string name) => _cases.Count == 0 || _cases.Contains(name);

    /// <summary>Parses the command line.</summary>
    /// <param name="arguments">The arguments of bench/run.</param>
    /// <param name="error">The error message; empty if there is none.</param>
    /// <returns>The options; null if an argument is invalid.</returns>
    public static BenchOptions? Parse(IEnumerable<string> arguments, out string error)
    {
        var options = new BenchOptions();
        var tokens = new Queue<string>(arguments.SelectMany(argument => argument.Split('=', 2)));
        while (tokens.TryDequeue(out var name))
        {
            if (!options.TryApply(name, tokens, out error))
            {
                return null;
            }
        }

        error = "";
        return options;
    }

    private bool TryApply(string name, Queue<string> tokens, out string error)
    {
        error = $"invalid argument \"{name}\"; see bench/run --help";
        if (name == "--quick")
        {
            (Alternations, Seconds) = (1, 1);
            return true;
        }

        if (!tokens.TryDequeue(out var value))
        {
            return false;
        }

        error = $"invalid argument \"{name} {value}\"; see bench/run --help";
        switch (name)
        {
            case "--floor":
                _servers.Insert(0, BenchServer.CreateFloor(value));
                return true;
            case "--binary":
                _servers.Add(BenchServer.CreateInjector(value));
                return true;
            case "--also" when tokens.TryDequeue(out var binary) && File.Exists(binary):
                _servers.Add(BenchServer.CreateInjector(binary, value));
                return true;
            case "--case" when ReviewCases.Names.Contains(value):
                _cases.Add(value);
                return true;
            case "--image" when File.Exists(value):
                Image = value;
                return true;
            case "--json":
                Json = value;
                return true;
            default:
                return TryApplyNumber(name, value);
        }
    }

    private bool TryApplyNumber(string name, string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return false;
        }

        switch (name)
        {
            case "--connections":
                _connections.Add(number);
                return true;
            case "--alternations":
                Alternations = number;
                return true;
            case "--seconds":
                Seconds = number;
                return true;
            default:
                return false;
        }
    }
}
