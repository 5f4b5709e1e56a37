using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AppMeshInject.Listeners;

/// <summary>
/// Has an admission run to its end on the thread that was told of its bytes. Nothing on its way waits, so handing it to the thread
/// pool and its answer to another one only costs: bench/RESULTS.md has the figures.
/// </summary>
internal static class InlineSockets
{
    /// <summary>Switches it on in the sockets of .NET, which read this variable once, before the first one is made.</summary>
    /// <remarks>https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.Sockets/src/System/Net/Sockets/SocketAsyncEngine.Unix.cs</remarks>
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void AddInlineSockets(this IServiceCollection services)
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        services.Configure<SocketTransportOptions>(transport =>
        {
            transport.UnsafePreferInlineScheduling = true;
            transport.WaitForDataBeforeAllocatingBuffer = false;
        });
    }
}
