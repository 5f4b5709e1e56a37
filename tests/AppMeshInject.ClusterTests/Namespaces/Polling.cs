namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>Polls for changes that a cluster makes asynchronously.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Calls a function every 250 ms until it returns a value, and returns that value.</summary>
    /// <param name="what">The awaited state, for the error message.</param>
    /// <param name="find">Returns null while the state is not reached.</param>
    /// <param name="diagnose">Returns the current state, for the error message.</param>
    /// <exception cref="TimeoutException">The state is not reached within two minutes.</exception>
    public static async Task<T> WaitForAsync<T>(string what, Func<Task<T?>> find, Func<Task<string>> diagnose)
        where T : class
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            if (await find() is { } found)
            {
                return found;
            }

            try
            {
                await timer.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what}: not reached within {Timeout}\n{await diagnose()}");
            }
        }
    }
}
