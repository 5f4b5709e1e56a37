namespace AppMeshInject.Admission;

/// <summary>Lets so many admissions in at once and no more: what one cannot do in time, another replica can.</summary>
/// <param name="most">How many.</param>
internal sealed class AdmissionGate(int most)
{
    private readonly int _mostWaiting = Math.Max(1, most / 2);
    private int _inside;
    private int _waiting;

    /// <summary>How many at most.</summary>
    public int Most => most;

    /// <summary>Lets one in. Whoever was let in has to leave.</summary>
    /// <returns>False where there are as many inside as may be.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Lets one that is inside wait for more of its body. Only half the places are for those; who comes with all of it finds one.</summary>
    public bool TryWait()
    {
        if (Interlocked.Increment(ref _waiting) <= _mostWaiting)
        {
            return true;
        }

        EndWait();
        return false;
    }

    /// <summary>Notes that it waits no more.</summary>
    public void EndWait() => Interlocked.Decrement(ref _waiting);

    /// <summary>Lets one in again that was let in before and left: what it asks for has arrived, and is soon answered.</summary>
    public void Return() => Interlocked.Increment(ref _inside);

    /// <summary>Lets one out.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
