using System.Globalization;

namespace AppMeshInject.Bench;

/// <summary>Reads the statistics of a process from procfs.</summary>
/// <param name="processId">The process ID.</param>
internal sealed class ProcessStatistics(int processId)
{
    // sysconf(_SC_CLK_TCK) is 100 on all Linux platforms of .NET.
    private const double TicksPerSecond = 100;
    private const double KibibytesPerMebibyte = 1024;

    /// <summary>Gets the total user and system CPU time.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // proc_pid_stat(5): field 2 is the name in parentheses; utime and stime are fields 14 and 15.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fieldsFromThird = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = ParseTicks(fieldsFromThird[11]) + ParseTicks(fieldsFromThird[12]);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    /// <summary>Gets the resident memory in MiB.</summary>
    public double ResidentMemory => ReadMebibytes("VmRSS:");

    /// <summary>Gets the peak of the resident memory in MiB.</summary>
    public double PeakResidentMemory => ReadMebibytes("VmHWM:");

    private static long ParseTicks(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private double ReadMebibytes(string field)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith(field, StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / KibibytesPerMebibyte;
    }
}
