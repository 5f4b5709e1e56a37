using Microsoft.Win32.SafeHandles;

namespace AppMeshInject.Logging;

/// <summary>Opens the standard output for the log.</summary>
internal static class LogOutput
{
    private const nint StandardOutput = 1;

    /// <summary>
    /// Opens the standard output as a stream whose writes fail after the reader has closed the pipe, so that lost lines
    /// are counted. The stream of <see cref="Console"/> ignores this error.
    /// </summary>
    /// <remarks>
    /// https://github.com/dotnet/runtime/blob/main/src/libraries/System.Console/src/System/ConsolePal.Unix.cs
    /// </remarks>
    public static Stream Open()
    {
        try
        {
            // A FileStream keeps its own position in a file, but other processes can write to the same file.
            var stream = new FileStream(
                new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The standard output is closed, or FileStream does not support it.
            return Console.OpenStandardOutput();
        }
    }
}
