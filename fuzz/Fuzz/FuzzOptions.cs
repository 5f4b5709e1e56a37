using System.Globalization;

namespace AppMeshInject.Fuzz;

/// <summary>The options of fuzz/run.</summary>
internal sealed class FuzzOptions
{
    /// <summary>Marks the child process, which loads the instrumented assemblies.</summary>
    public const string Instrumented = "--instrumented";

    private readonly List<FuzzTarget> _targets = [];

    /// <summary>Gets the targets to fuzz. Default: all targets.</summary>
    public IReadOnlyList<FuzzTarget> Targets => _targets.Count == 0 ? FuzzTarget.All : _targets;

    /// <summary>Gets whether this process has the instrumented assemblies.</summary>
    public bool IsInstrumented { get; private set; }

    /// <summary>Gets the number of inputs per target.</summary>
    public long Executions { get; private set; } = 1_000_000;

    /// <summary>Gets the seed of the random numbers. The same seed gives the same run.</summary>
    public int Seed { get; private set; } = 1;

    /// <summary>Gets the folder of the seed inputs, which has one subfolder per target.</summary>
    public string Corpus { get; private set; } = Path.Combine("fuzz", "corpus");

    /// <summary>Gets the folder that receives inputs that cause a finding.</summary>
    public string Findings { get; private set; } = Path.Combine("artifacts", "fuzz");

    /// <summary>Parses the command line.</summary>
    /// <param name="arguments">The arguments of fuzz/run.</param>
    /// <param name="error">The error message; empty if there is none.</param>
    /// <returns>The options; null if an argument is invalid.</returns>
    public static FuzzOptions? Parse(IEnumerable<string> arguments, out string error)
    {
        var options = new FuzzOptions();
        foreach (var argument in arguments)
        {
            if (!options.TryApply(argument))
            {
                error = $"invalid argument \"{argument}\"; see fuzz/run --help";
                return null;
            }
        }

        error = "";
        return options;
    }

    private bool TryApply(string argument)
    {
        switch (argument.Split('=', 2))
        {
            case [Instrumented]:
                return IsInstrumented = true;
            case ["--executions", var text] when TryParse(text, out var executions):
                Executions = executions;
                return true;
            case ["--seed", var text] when TryParse(text, out var seed):
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

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
