using Microsoft.Win32.SafeHandles;

namespace AppMeshInject.Fuzz;

/// <summary>
/// A file with the input that is running, which is left where it ends the process: as what has no end, or fills the stack.
/// </summary>
internal sealed class RunningInput : IDisposable
{
    // Of CPU time, since the process may be stopped in between.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Timer _timer;
    private long _count;
    private long _watched = -1;
    private TimeSpan _since;

    public RunningInput(string path)
    {
        (_path, _file) = (path, File.OpenHandle(path, FileMode.Create, FileAccess.Write));
        _timer = new Timer(_ => Watch(), null, Period, Period);
    }

    /// <summary>Notes the input that is given to the target next.</summary>
    public void Begin(ReadOnlySpan<byte> input)
    {
        RandomAccess.SetLength(_file, input.Length);
        RandomAccess.Write(_file, input, 0);
        Interlocked.Increment(ref _count);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }

    private void Watch()
    {
        var (count, cpu) = (Interlocked.Read(ref _count), Environment.CpuUsage.TotalTime);
        if (count != _watched)
        {
            (_watched, _since) = (count, cpu);
        }
        else if (cpu - _since > Hang)
        {
            Environment.FailFast($"it has no end: {_path}");
        }
    }
}
