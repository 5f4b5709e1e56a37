namespace AppMeshInject.ClusterTests.Namespaces;

/// <summary>Waits for what a cluster does in its own time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Looks again and again until something is there, and returns it.</summary>
    /// <param name="what">What is waited for, for the message of who waited in vain.</param>
    /// <param name="look">Looks once; null where it is not there yet.</param>
    /// <param name="diagnose">Tells what there is instead.</param>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> look, Func<Task<string>> diagnose)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            if (await look() is { } seen)
            {
                return seen;
            }

            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"waited {Patience} in vain for {what}\n{await diagnose()}");
            }
        }
    }
}
