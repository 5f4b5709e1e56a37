namespace AppMeshInject.Logging;

/// <summary>The levels of the log, as the setting and the lines name them.</summary>
internal static class LogLevels
{
    private static readonly string[] Names = ["trace", "debug", "info", "warning", "error", "critical", "off"];

    extension(LogLevel level)
    {
        /// <summary>Its name.</summary>
        public string Name => Names[(int)level];
    }

    /// <summary>The level of this name.</summary>
    public static LogLevel Parse(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? (LogLevel)index : LogLevel.None;
}
