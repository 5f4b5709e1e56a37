namespace AppMeshInject.Admission;

/// <summary>Limits the number of concurrent admissions.</summary>
/// <param name="maxConcurrent">The maximum number of concurrent admissions.</param>
/// <param name="bodyTimeout">The time that a request keeps its slot while its body arrives.</param>
internal sealed class AdmissionLimiter(int maxConcurrent, TimeSpan bodyTimeout)
{
    private int _count;

    /// <summary>Gets the maximum number of concurrent admissions.</summary>
    public int MaxConcurrent => maxConcurrent;

    /// <summary>Gets the number of admissions in progress.</summary>
    public int InProgress => Math.Min(Volatile.Read(ref _count), maxConcurrent);

    /// <summary>
    /// Gets the time that a request keeps its slot while its body arrives. It is zero if more than half of the slots
    /// are in use. Thus slow requests never occupy more than half of the slots.
    /// </summary>
    public TimeSpan BodyTimeout => Volatile.Read(ref _count) <= (maxConcurrent + 1) / 2 ? bodyTimeout : TimeSpan.Zero;

    /// <summary>Acquires a slot. The caller must release it with <see cref="Leave"/>.</summary>
    /// <returns>False if all slots are in use.</returns>
    public bool TryEnter()
    {
        // Never count a rejected request: it could block another one that finds a free slot at the same time.
        for (var count = Volatile.Read(ref _count); count < maxConcurrent;)
        {
            var previous = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (previous == count)
            {
                return true;
            }

            count = previous;
        }

        return false;
    }

    /// <summary>
    /// Acquires a slot again for a request that released its slot while it waited for its body. Always succeeds, even
    /// if all slots are in use. The excess is brief, because a request with a complete body takes only microseconds.
    /// </summary>
    public void Reenter() => Interlocked.Increment(ref _count);

    /// <summary>Releases a slot.</summary>
    public void Leave() => Interlocked.Decrement(ref _count);
}
