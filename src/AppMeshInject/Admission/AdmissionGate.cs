namespace AppMeshInject.Admission;

/// <summary>Lets so many admissions in at once and no more: what one cannot do in time, another replica can.</summary>
/// <param name="most">How many.</param>
internal sealed class AdmissionGate(int most)
{
    private int _inside;

    /// <summary>How many at most.</summary>
    public int Most => most;

    /// <summary>How many are inside.</summary>
    public int Inside => Math.Min(Volatile.Read(ref _inside), most);

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

    /// <summary>Lets one out.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
