using AppMeshInject.Injection.Settings;

namespace AppMeshInject.Logging;

/// <summary>Routes <see cref="ILogger"/> output through the log writer, so that lines never interleave.</summary>
internal static class ProgramLog
{
    // The host logs a failed start with a stack trace. The program logs the exception of the start itself.
    // See LoggerEventIds.cs of Microsoft.Extensions.Hosting in https://github.com/dotnet/runtime.
    private const string StartFailed = "HostedServiceStartupFaulted";

    /// <summary>Creates the logger factory with the log level of the settings.</summary>
    public static ILoggerFactory CreateLoggerFactory(ListenerSettings settings, LogWriter writer)
    {
        var level = LogLevels.Parse(settings.LogLevel);
        var filter = new LoggerFilterOptions { MinLevel = level };

        // The server logs each connection and request, which would hide the lines of admissions.
        filter.AddFilter("Microsoft", level > LogLevel.Trace ? Max(level, LogLevel.Warning) : level);

        // With any level of this category, ASP.NET Core creates an activity for each request, which would become the
        // parent of the injector's span instead of the API server's span.
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
            // Does not dispose the writer, which also logs errors of the shutdown.
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
        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
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
