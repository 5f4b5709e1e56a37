using System.Net.Sockets;
using AppMeshInject.Testing.Processes;
using AppMeshInject.Tests.Hosting;
using Xunit;

namespace AppMeshInject.Tests.Listeners;

public sealed class ConnectionLimiterTests
{
    [Fact]
    public async Task New_connection_above_the_limit_replaces_the_one_that_has_been_idle_longest()
    {
        await using var program = await RunningProgram.StartReadyAsync(["--mesh-name=m", "--max-connections=3"]);
        using var first = await RawConnection.OpenAsync(program.Port, useTls: true);
        using var second = await RawConnection.OpenAsync(program.Port, useTls: true);
        using var third = await RawConnection.OpenAsync(program.Port, useTls: true);

        // Now the second connection has been idle longest.
        await AssertServedAsync(first);

        using var fourth = await RawConnection.OpenAsync(program.Port, useTls: true);

        Assert.Equal("", await second.ReadResponseAsync());
        await AssertServedAsync(first);
        await AssertServedAsync(third);
        await AssertServedAsync(fourth);
        await program.WaitForLineAsync("more than 3 connections (max-connections)");
    }

    [Fact]
    public async Task New_connections_replace_slow_clients()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--max-connections=3", "--request-timeout=29"]);
        var slow = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => RawConnection.OpenAsync(program.Port, useTls: true)));
        await Task.WhenAll(slow.Select(connection => connection.BeginReviewAsync(1000, 1)));

        await RunningProgram.WaitUntilAsync(() => IsServedAsync(program), () => "slow clients block others");

        Array.ForEach(slow, connection => connection.Dispose());
    }

    [Fact]
    public async Task New_connections_replace_stalled_clients_rejected_because_of_overload()
    {
        await using var program = await RunningProgram.StartReadyAsync(
            ["--mesh-name=m", "--max-connections=2", "--max-admissions=1", "--request-timeout=29"]);
        using var admitted = await RawConnection.OpenAsync(program.Port, useTls: true);
        await admitted.BeginReviewAsync(1000, 1);
        await program.WaitForMetricAsync("appmesh_inject_admissions_in_progress", 1);
        using var rejected = await RawConnection.OpenAsync(program.Port, useTls: true);
        await rejected.BeginReviewAsync(1000, 1);
        await program.WaitForMetricAsync(
            "appmesh_inject_admissions_total{reason=\"Overloaded\",operation=\"other\"}", 1);

        using var other = await RawConnection.OpenAsync(program.Port, useTls: true);

        await AssertServedAsync(other);
    }

    private static async Task<bool> IsServedAsync(RunningProgram program)
    {
        try
        {
            using var connection = await RawConnection.OpenAsync(program.Port, useTls: true);
            return (await GetHealthAsync(connection)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    private static async Task AssertServedAsync(RawConnection connection) =>
        Assert.StartsWith("HTTP/1.1 200", await GetHealthAsync(connection), StringComparison.Ordinal);

    private static async Task<string> GetHealthAsync(RawConnection connection)
    {
        await connection.SendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        return await connection.ReadResponseAsync();
    }
}
