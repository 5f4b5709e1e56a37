using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Logging;

/// <summary>Has what the program logs go the way of all lines, so that there is one writer and lines never mix.</summary>
internal static class ProgramLog
{
    // The host's word for a start that failed, with a stack trace. Its caller gets the exception and tells of it.
    // https://github.com/dotnet/runtime/blob/main/src/libraries/Microsoft.Extensions.Hosting/src/Internal/LoggerEventIds.cs
    private const string StartFailed = "HostedServiceStartupFaulted";

    /// <summary>Makes the loggers, for as much as the settings want to know.</summary>
    public static ILoggerFactory Loggers(ListenerSettings settings, LogWriter writer)
    {
        var level = LogLevels.Parse(settings.LogLevel);
        var filter = new LoggerFilterOptions { MinLevel = level };

        // What the server says of each connection and request would hide what this program says of each admission.
        filter.AddFilter("Microsoft", level > LogLevel.Trace ? Max(level, LogLevel.Warning) : level);

        // For as long as any of it is logged, each request costs an activity, which would stand between the API server's span and ours.
        filter.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        return new LoggerFactory([new Provider(writer)], filter);
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;

    private sealed class Provider(LogWriter writer) : ILoggerProvider
    {
        /// <inheritdoc/>
        public ILogger CreateLogger(string categoryName) => new Logger(writer, categoryName);

        /// <inheritdoc/>
        public void Dispose()
        {
            // The writer outlives it: what goes wrong at the end is logged too.
        }
    }

    private sealed class Logger(LogWriter writer, string category) : ILogger
    {
        /// <inheritdoc/>
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        /// <inheritdoc/>
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        /// <inheritdoc/>
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == StartFailed)
            {
                return;
            }

            var message = formatter(state, exception);
            writer.End(writer.Begin(logLevel, category, exception is null ? message : $"{message}: {exception}"));
        }
    }
}
