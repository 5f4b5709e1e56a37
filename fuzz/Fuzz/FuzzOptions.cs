using System.Globalization;

namespace AppMeshInject.Fuzz;

/// <summary>What is fuzzed, and how long.</summary>
internal sealed class FuzzOptions
{
    /// <summary>Says that this process has the instrumented assemblies.</summary>
    public const string Instrumented = "--instrumented";

    private readonly List<FuzzTarget> _targets = [];

    public IReadOnlyList<FuzzTarget> Targets => _targets.Count == 0 ? FuzzTarget.All : _targets;

    public bool IsInstrumented { get; private set; }

    /// <summary>How many inputs each target gets.</summary>
    public long Executions { get; private set; } = 1_000_000;

    /// <summary>Where random numbers start: the same again gives the same run.</summary>
    public int Seed { get; private set; } = 1;

    /// <summary>The folder with a folder of first inputs for each target.</summary>
    public string Corpus { get; private set; } = Path.Combine("fuzz", "corpus");

    /// <summary>Where inputs go that should not be.</summary>
    public string Findings { get; private set; } = Path.Combine("artifacts", "fuzz");

    public static FuzzOptions? Parse(IEnumerable<string> arguments, out string problem)
    {
        var options = new FuzzOptions();
        foreach (var argument in arguments)
        {
            if (!options.TryTake(argument))
            {
                problem = $"{argument}: see fuzz/run --help";
                return null;
            }
        }

        problem = "";
        return options;
    }

    private bool TryTake(string argument)
    {
        switch (argument.Split('=', 2))
        {
            case [Instrumented]:
                return IsInstrumented = true;
            case ["--executions", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var executions):
                Executions = executions;
                return true;
            case ["--seed", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                Seed = seed;
                return true;
            case ["--corpus", var folder] when Directory.Exists(folder):
                Corpus = folder;
                return true;
            case ["--findings", var folder]:
                Findings = folder;
                return true;
            case [var name] when FuzzTarget.All.FirstOrDefault(target => target.Name == name) is { } target:
                _targets.Add(target);
                return true;
            default:
                return false;
        }
    }
}
