using AppMeshInject.Injection.Settings;
using Microsoft.Extensions.Logging.Console;

namespace AppMeshInject.Serving;

/// <summary>The log: JSON on standard output in a cluster, lines for a person elsewhere.</summary>
internal static class ProgramLog
{
    public static void AddProgramLog(this ILoggingBuilder logging, ListenerSettings settings, bool inCluster)
    {
        var level = LevelOf(settings.LogLevel);
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Debug ? Max(level, LogLevel.Warning) : level);

        // A reader of the log that stalls must not hold an admission: lines are dropped instead, and counted in the log.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        if (inCluster)
        {
            logging.AddJsonConsole(options => UseUtc(options));
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                UseUtc(options);
                options.SingleLine = true;
            });
        }
    }

    private static void UseUtc(ConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;

    private static LogLevel LevelOf(string name) => name switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "critical" => LogLevel.Critical,
        _ => LogLevel.None,
    };
}
