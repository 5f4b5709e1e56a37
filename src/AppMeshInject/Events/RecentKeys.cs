namespace AppMeshInject.Events;

/// <summary>Remembers keys for 10 minutes. The number of keys is limited.</summary>
internal sealed class RecentKeys<TKey>(TimeProvider time)
    where TKey : notnull
{
    private const int MaxCount = 1000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private readonly Dictionary<TKey, long> _addedAt = [];

    /// <summary>Returns whether a key was added in the last 10 minutes.</summary>
    public bool Contains(TKey key) => _addedAt.TryGetValue(key, out var at) && time.GetElapsedTime(at) < MaxAge;

    /// <summary>Adds a key.</summary>
    public void Add(TKey key)
    {
        if (_addedAt.Count >= MaxCount)
        {
            RemoveOld();
        }

        _addedAt[key] = time.GetTimestamp();
    }

    private void RemoveOld()
    {
        foreach (var (key, at) in _addedAt)
        {
            if (time.GetElapsedTime(at) >= MaxAge)
            {
                _addedAt.Remove(key);
            }
        }

        // All keys are recent. A duplicate event is better than unbounded memory.
        if (_addedAt.Count >= MaxCount)
        {
            _addedAt.Clear();
        }
    }
}
