namespace AppMeshInject.Events;

/// <summary>What was dealt with a short while ago, and need not be again. It never is so much that memory grows.</summary>
internal sealed class RecentKeys<TKey>(TimeProvider time)
    where TKey : notnull
{
    private const int Most = 1000;

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<TKey, long> _addedAt = [];

    /// <summary>Whether it was added a short while ago.</summary>
    public bool Has(TKey key) => _addedAt.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Silence;

    /// <summary>Adds one.</summary>
    public void Add(TKey key)
    {
        if (_addedAt.Count >= Most)
        {
            Forget();
        }

        _addedAt[key] = time.GetTimestamp();
    }

    private void Forget()
    {
        foreach (var (key, at) in _addedAt)
        {
            if (time.GetElapsedTime(at) >= Silence)
            {
                _addedAt.Remove(key);
            }
        }

        // All of them are recent. To deal with one twice is better than to remember without bound.
        if (_addedAt.Count >= Most)
        {
            _addedAt.Clear();
        }
    }
}
