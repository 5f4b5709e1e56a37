using Microsoft.Win32.SafeHandles;

namespace AppMeshInject.Logging;

/// <summary>Where the log of the program goes.</summary>
internal static class LogOutput
{
    private const nint StandardOutput = 1;

    /// <summary>
    /// Standard output, as a stream that fails where nobody can read it any more, so that what is lost is counted. .NET's own takes what
    /// is written to such a pipe and says nothing.
    /// </summary>
    /// <remarks>https://github.com/dotnet/runtime/blob/main/src/libraries/System.Console/src/System/ConsolePal.Unix.cs</remarks>
    public static Stream Open()
    {
        try
        {
            // A file has a place where it goes on, which others that write to it share, and this stream would have its own.
            var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // It is closed, or nothing that waits is to be had of it.
            return Console.OpenStandardOutput();
        }
    }
}
