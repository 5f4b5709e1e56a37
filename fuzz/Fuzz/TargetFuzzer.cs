using System.Security.Cryptography;

namespace AppMeshInject.Fuzz;

/// <summary>Runs one target with mutated inputs, and keeps the inputs that add coverage.</summary>
internal sealed class TargetFuzzer : IDisposable
{
    private const int ProgressReports = 10;

    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly Coverage _coverage;
    private readonly CurrentInputFile _currentInput;
    private readonly HashSet<string> _findings = [];
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _acceptedInputs = [];
    private readonly TimeSpan _cpuAtStart = Environment.CpuUsage.TotalTime;
    private bool _isAccepted;
    private long _acceptedCount;
    private long _lastFinding;
    private ResourceUsage _maxUsage;

    public TargetFuzzer(FuzzTarget target, FuzzOptions options, Coverage coverage)
    {
        (_target, _options, _coverage) = (target, options, coverage);
        _currentInput = new CurrentInputFile(Path.Combine(options.Findings, $"{target.Name}-running"));
    }

    /// <summary>Runs all executions.</summary>
    /// <returns>The number of findings.</returns>
    public int Run()
    {
        _coverage.Reset();
        var mutator = new Mutator(_options.Seed, _target);
        var seeds = ReadSeeds();
        for (long execution = 1; execution <= _options.Executions; execution++)
        {
            var isSeed = seeds.TryDequeue(out var input);
            input ??= mutator.Mutate(mutator.Pick(_inputs, _acceptedInputs), mutator.Pick(_inputs, _acceptedInputs));
            Execute(execution, input);
            if (_coverage.AddInput() || isSeed)
            {
                Keep(input);
            }

            if (execution % Math.Max(1, _options.Executions / ProgressReports) == 0 && execution < _options.Executions)
            {
                Report(execution, "so far");
            }
        }

        Report(_options.Executions, "in total");
        return _findings.Count;
    }

    public void Dispose() => _currentInput.Dispose();

    private Queue<byte[]> ReadSeeds()
    {
        var folder = Path.Combine(_options.Corpus, _target.Name);
        return new Queue<byte[]>(Directory.EnumerateFiles(folder).Order().Select(File.ReadAllBytes));
    }

    private void Execute(long execution, byte[] input)
    {
        _isAccepted = false;
        if (FindProblem(input) is { } finding && _findings.Add(finding))
        {
            _lastFinding = execution;
            Save(finding, input);
        }

        _acceptedCount += _isAccepted ? 1 : 0;
    }

    private void Keep(byte[] input)
    {
        _inputs.Add(input);
        if (_isAccepted)
        {
            _acceptedInputs.Add(input);
        }
    }

    // Inputs that throw the same exception at the same position are one finding.
    private string? FindProblem(byte[] input)
    {
        _currentInput.Write(input);
        try
        {
            // The first run may include JIT compilation, so only the second run counts.
            var usage = Measure(input);
            usage = usage.ExceedsLimit(input) ? Measure(input) : usage;
            _maxUsage = ResourceUsage.Max(_maxUsage, usage);
            return usage.ExceedsLimit(input) ? $"the input exceeds the resource limit: {usage}" : null;
        }
        catch (Exception exception)
        {
            var frame = exception.StackTrace?.Split('\n')
                .FirstOrDefault(line => line.Contains("AppMeshInject", StringComparison.Ordinal));
            return $"{exception.GetType().Name}{frame}: {exception.Message}";
        }
    }

    private ResourceUsage Measure(byte[] input)
    {
        _coverage.BeginInput();
        var before = ResourceUsage.Current;
        _isAccepted = _target.Run(input);
        return ResourceUsage.Current - before;
    }

    private void Save(string finding, byte[] input)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(input))[..12];
        var file = Path.Combine(_options.Findings, $"{_target.Name}-{hash}");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{_target.Name}: {finding.Trim()}\n  {file}");
    }

    private void Report(long executions, string scope)
    {
        var seconds = (Environment.CpuUsage.TotalTime - _cpuAtStart).TotalSeconds;
        var lastFinding = _findings.Count > 0 ? $", the last at execution {_lastFinding}" : "";
        Console.WriteLine(
            $"{_target.Name}: {executions} executions {scope}, {seconds:F0} s of CPU time, "
            + $"{executions / seconds:F0} per second, {100 * _acceptedCount / executions} % accepted, "
            + $"{_inputs.Count} inputs kept, {_coverage.BranchCount} branches covered, at most {_maxUsage} per input, "
            + $"{_findings.Count} findings{lastFinding}");
    }
}
