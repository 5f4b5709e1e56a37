namespace AppMeshInject.Logging;

/// <summary>The names of the log levels in the setting injector-log-level and in log lines.</summary>
internal static class LogLevels
{
    private static readonly string[] Names = ["trace", "debug", "info", "warning", "error", "critical", "off"];

    extension(LogLevel level)
    {
        /// <summary>The name of the level.</summary>
        public string Name => Names[(int)level];
    }

    /// <summary>Returns the level with the given name; <see cref="LogLevel.None"/> if the name is unknown.</summary>
    public static LogLevel Parse(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var index ? (LogLevel)index : LogLevel.None;
}
