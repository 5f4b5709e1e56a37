using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>What is measured, and how long.</summary>
internal sealed class BenchOptions
{
    private readonly List<Contestant> _contestants = [];
    private readonly List<string> _cases = [];
    private readonly List<int> _connections = [];

    /// <summary>The programs that are measured in turns: the floor first.</summary>
    public IReadOnlyList<Contestant> Contestants => _contestants;

    public IReadOnlyList<int> Connections => _connections.Count == 0 ? [1, 16, 256] : _connections;

    public int Alternations { get; private set; } = 3;

    public int Seconds { get; private set; } = 5;

    public string? Image { get; private set; }

    public string Json { get; private set; } = Path.Combine("artifacts", "bench.json");

    public bool Includes(string name) => _cases.Count == 0 || _cases.Contains(name);

    public static BenchOptions? Parse(IEnumerable<string> arguments, out string problem)
    {
        var options = new BenchOptions();
        var words = new Queue<string>(arguments.SelectMany(argument => argument.Split('=', 2)));
        while (words.TryDequeue(out var name))
        {
            if (!options.TryTake(name, words, out problem))
            {
                return null;
            }
        }

        problem = "";
        return options;
    }

    private bool TryTake(string name, Queue<string> words, out string problem)
    {
        problem = $"unknown option {name}: see bench/run --help";
        if (name == "--quick")
        {
            (Alternations, Seconds) = (1, 1);
            return true;
        }

        if (!words.TryDequeue(out var value))
        {
            problem = $"{name} needs a value";
            return false;
        }

        switch (name)
        {
            case "--floor":
                _contestants.Insert(0, new Contestant("floor", Path.GetFullPath(value), IsFloor: true));
                return true;
            case "--binary":
                _contestants.Add(new Contestant("injector", Path.GetFullPath(value), IsFloor: false));
                return true;
            case "--also" when words.TryDequeue(out var binary) && File.Exists(binary):
                _contestants.Add(new Contestant(value, Path.GetFullPath(binary), IsFloor: false));
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
            case "--connections" or "--alternations" or "--seconds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                Take(name, number);
                return true;
            default:
                problem = $"{name} {value}: see bench/run --help";
                return false;
        }
    }

    private void Take(string name, int number)
    {
        switch (name)
        {
            case "--connections":
                _connections.Add(number);
                break;
            case "--alternations":
                Alternations = number;
                break;
            default:
                Seconds = number;
                break;
        }
    }
}

/// <summary>A program that is measured.</summary>
/// <param name="Name">What it goes by.</param>
/// <param name="Binary">Its file.</param>
/// <param name="IsFloor">Whether it is the floor, which takes other arguments than the injector.</param>
internal sealed record Contestant(string Name, string Binary, bool IsFloor);
