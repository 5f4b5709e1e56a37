namespace AppMeshInject.Bench;

/// <summary>Sends legitimate reviews at a constant rate, and counts their results.</summary>
/// <param name="port">The port of the webhook.</param>
/// <param name="reviewsPerSecond">The rate of all clients together.</param>
internal sealed class ReviewLoad(int port, int reviewsPerSecond)
{
    private const int Clients = 4;
    private const int ReviewsPerConnection = 100;
    private const int MaxBodyLength = 256 * 1024;

    private readonly byte[][] _reviews =
        [.. ReviewCases.UnderLoad.Select(review => review.Body).Where(body => body.Length < MaxBodyLength)];

    private int _succeededFirst;
    private int _succeededAfterRetry;
    private int _failed;

    /// <summary>Gets the number of reviews that succeeded at the first attempt.</summary>
    public int SucceededFirst => Volatile.Read(ref _succeededFirst);

    /// <summary>Gets the number of reviews that succeeded after at least one retry.</summary>
    public int SucceededAfterRetry => Volatile.Read(ref _succeededAfterRetry);

    /// <summary>Gets the number of reviews that failed.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Sends reviews until the token is canceled.</summary>
    public Task RunAsync(CancellationToken end) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunClientAsync(end)));

    private async Task RunClientAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) * Clients / reviewsPerSecond);
        while (!end.IsCancellationRequested)
        {
            using var client = new ReviewClient(port);
            for (var i = 0; i < ReviewsPerConnection && !end.IsCancellationRequested; i++)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
                Count(await client.ReviewAsync(_reviews[i % _reviews.Length]));
            }
        }
    }

    private void Count(ReviewResult result)
    {
        switch (result)
        {
            case { IsSuccess: false }:
                Interlocked.Increment(ref _failed);
                break;
            case { Attempts: 1 }:
                Interlocked.Increment(ref _succeededFirst);
                break;
            default:
                Interlocked.Increment(ref _succeededAfterRetry);
                break;
        }
    }
}
