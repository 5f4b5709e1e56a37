using System.Security.Cryptography;

namespace AppMeshInject.Fuzz;

/// <summary>Gives a target inputs without end, and keeps those that take a way which none took before.</summary>
internal sealed class TargetRun : IDisposable
{
    private const int Reports = 10;

    private readonly FuzzTarget _target;
    private readonly FuzzOptions _options;
    private readonly Coverage _coverage;
    private readonly RunningInput _running;
    private readonly HashSet<string> _findings = [];
    private readonly List<byte[]> _inputs = [];
    private readonly TimeSpan _began = Environment.CpuUsage.TotalTime;
    private readonly List<byte[]> _taken = [];
    private bool _isTaken;
    private long _takenCount;
    private long _lastFinding;
    private Effort _most;

    public TargetRun(FuzzTarget target, FuzzOptions options, Coverage coverage)
    {
        (_target, _options, _coverage) = (target, options, coverage);
        _running = new RunningInput(Path.Combine(options.Findings, $"{target.Name}-running"));
    }

    /// <returns>How many findings there are.</returns>
    public int Run()
    {
        _coverage.Forget();
        var mutator = new Mutator(_options.Seed, _target);
        var seeds = new Queue<byte[]>(Directory.EnumerateFiles(Path.Combine(_options.Corpus, _target.Name)).Order().Select(File.ReadAllBytes));
        for (long execution = 1; execution <= _options.Executions; execution++)
        {
            var isSeed = seeds.TryDequeue(out var input);
            input ??= mutator.Mutate(mutator.Pick(_inputs, _taken), mutator.Pick(_inputs, _taken));
            _isTaken = false;
            if (FindingOf(input) is { } finding && _findings.Add(finding))
            {
                _lastFinding = execution;
                Save(finding, input);
            }

            _takenCount += _isTaken ? 1 : 0;
            if (_coverage.IsNew() || isSeed)
            {
                _inputs.Add(input);
                if (_isTaken)
                {
                    _taken.Add(input);
                }
            }

            if (execution % Math.Max(1, _options.Executions / Reports) == 0 && execution < _options.Executions)
            {
                Report(execution, "so far");
            }
        }

        Report(_options.Executions, "in all");
        return _findings.Count;
    }

    public void Dispose() => _running.Dispose();

    // Inputs that throw the same at the same place are one finding.
    private string? FindingOf(byte[] input)
    {
        _running.Begin(input);
        try
        {
            // What is over once it was compiled is no finding.
            var effort = Measure(input);
            effort = effort.IsTooMuchFor(input) ? Measure(input) : effort;
            _most = Effort.Most(_most, effort);
            return effort.IsTooMuchFor(input) ? $"it takes {effort}" : null;
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}{exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AppMeshInject", StringComparison.Ordinal))}: {exception.Message}";
        }
    }

    private Effort Measure(byte[] input)
    {
        _coverage.Clear();
        var before = Effort.Spent;
        _isTaken = _target.Run(input);
        return Effort.Spent - before;
    }

    private void Save(string finding, byte[] input)
    {
        var file = Path.Combine(_options.Findings, $"{_target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}");
        File.WriteAllBytes(file, input);
        Console.WriteLine($"{_target.Name}: {finding.Trim()}\n  {file}");
    }

    private void Report(long executions, string when)
    {
        var seconds = (Environment.CpuUsage.TotalTime - _began).TotalSeconds;
        Console.WriteLine(
            $"{_target.Name}: {executions} executions {when}, {seconds:F0} s of CPU time, {executions / seconds:F0} a second, {100 * _takenCount / executions} % not refused, {_inputs.Count} inputs kept, "
            + $"{_coverage.Count} branches taken, at most {_most} for one, {_findings.Count} findings{(_findings.Count > 0 ? $", the last at execution {_lastFinding}" : "")}");
    }
}
