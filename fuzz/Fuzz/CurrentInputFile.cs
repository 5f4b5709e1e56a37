using Microsoft.Win32.SafeHandles;

namespace AppMeshInject.Fuzz;

/// <summary>
/// Keeps the current input in a file, so that it survives a crash of the process, such as a stack overflow. Ends the
/// process if an input hangs.
/// </summary>
internal sealed class CurrentInputFile : IDisposable
{
    // CPU time, because the process may be suspended meanwhile.
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Timer _timer;
    private long _count;
    private long _watchedCount = -1;
    private TimeSpan _watchedSince;

    public CurrentInputFile(string path)
    {
        (_path, _file) = (path, File.OpenHandle(path, FileMode.Create, FileAccess.Write));
        _timer = new Timer(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <summary>Writes the next input to the file, before the target processes it.</summary>
    public void Write(ReadOnlySpan<byte> input)
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
        if (count != _watchedCount)
        {
            (_watchedCount, _watchedSince) = (count, cpu);
        }
        else if (cpu - _watchedSince > HangTimeout)
        {
            Environment.FailFast($"the input hangs: {_path}");
        }
    }
}
