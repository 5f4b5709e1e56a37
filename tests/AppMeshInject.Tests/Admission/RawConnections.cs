using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Hosting;

namespace AppMeshInject.Tests.Admission;

/// <summary>Several plain connections to the webhook port.</summary>
internal sealed class RawConnections : IDisposable
{
    private readonly RawConnection[] _connections;

    private RawConnections(RawConnection[] connections) => _connections = connections;

    /// <summary>Opens connections without TLS.</summary>
    public static async Task<RawConnections> OpenAsync(RunningProgram program, int count) =>
        new(await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => RawConnection.OpenAsync(program.Port, useTls: false))));

    /// <summary>Runs an action on all connections at the same time.</summary>
    public Task ForEachAsync(Func<RawConnection, Task> action) => Task.WhenAll(_connections.Select(action));

    /// <summary>Reads the next part of the response of each connection.</summary>
    public Task<string[]> ReadResponsesAsync() =>
        Task.WhenAll(_connections.Select(connection => connection.ReadResponseAsync()));

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());
}
