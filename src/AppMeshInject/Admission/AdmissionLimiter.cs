namespace AppMeshInject.Admission;

/// <summary>Lets so many admissions in at once and no more: what one cannot do in time, another replica can.</summary>
/// <param name="most">How many.</param>
/// <param name="patience">How long one may wait inside for what is yet to arrive of it, while there is room.</param>
internal sealed class AdmissionLimiter(int most, TimeSpan patience)
{
    private int _inside;

    /// <summary>How many at most.</summary>
    public int MaxConcurrent => most;

    /// <summary>How many are inside.</summary>
    public int InProgress => Math.Min(Volatile.Read(ref _inside), most);

    /// <summary>
    /// How long one may wait inside for what is yet to arrive of it. After that it waits outside. Half of the places are for those that
    /// are there as a whole, however many others come at once.
    /// </summary>
    public TimeSpan BodyTimeout => Volatile.Read(ref _inside) <= (most + 1) / 2 ? patience : TimeSpan.Zero;

    /// <summary>Lets one in. Whoever was let in has to leave.</summary>
    /// <returns>False where there are as many inside as may be.</returns>
    public bool TryEnter()
    {
        // Whoever is not let in is never counted: it would keep out another whose place is just free.
        for (var inside = Volatile.Read(ref _inside); inside < most;)
        {
            var found = Interlocked.CompareExchange(ref _inside, inside + 1, inside);
            if (found == inside)
            {
                return true;
            }

            inside = found;
        }

        return false;
    }

    /// <summary>Lets one in again that was let in before and left: what it asks for has arrived, and is soon answered.</summary>
    public void Reenter() => Interlocked.Increment(ref _inside);

    /// <summary>Lets one out.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
