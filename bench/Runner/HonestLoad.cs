namespace AppMeshInject.Bench;

/// <summary>Honest reviews at a steady rate, some each on the same connection, until it is told to end.</summary>
internal sealed class HonestLoad(int port, int perSecond)
{
    private const int Clients = 4;
    private const int ForEachConnection = 100;

    private readonly byte[][] _reviews = [.. ReviewCases.UnderLoad.Where(review => review.Body.Length < 256 * 1024).Select(review => review.Body)];
    private int _atFirst;
    private int _atLast;
    private int _never;

    /// <summary>How many were answered when they were first sent.</summary>
    public int AnsweredAtFirst => Volatile.Read(ref _atFirst);

    /// <summary>How many were answered after they had been told to come again.</summary>
    public int AnsweredAtLast => Volatile.Read(ref _atLast);

    /// <summary>How many were not answered.</summary>
    public int NotAnswered => Volatile.Read(ref _never);

    public Task RunAsync(CancellationToken end) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => AskOnAsync(end)));

    private async Task AskOnAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) * Clients / perSecond);
        while (!end.IsCancellationRequested)
        {
            using var client = new HonestClient(port);
            for (var i = 0; i < ForEachConnection && !end.IsCancellationRequested; i++)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
                Count(await client.AskAsync(_reviews[i % _reviews.Length]));
            }
        }
    }

    private void Count(Asked asked)
    {
        ref var count = ref asked.IsAnswered ? ref asked.Tries == 1 ? ref _atFirst : ref _atLast : ref _never;
        Interlocked.Increment(ref count);
    }
}
