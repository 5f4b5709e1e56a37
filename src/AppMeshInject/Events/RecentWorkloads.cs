using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Events;

/// <summary>
/// The workloads that an event told of a short while ago. Their controllers try again and again, a CronJob with a new Job each
/// time, and one event is enough.
/// </summary>
internal sealed class RecentWorkloads(TimeProvider time)
{
    private const int Most = 1000;

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Namespace, Workload Workload), long> _toldAt = [];

    /// <summary>Whether this refusal is news. Then it is noted.</summary>
    public bool Add(Refusal refusal)
    {
        var key = KeyOf(refusal);
        if (_toldAt.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Silence)
        {
            return false;
        }

        if (_toldAt.Count >= Most)
        {
            Forget();
        }

        _toldAt[key] = time.GetTimestamp();
        return true;
    }

    /// <summary>Forgets a refusal of which nothing could be told.</summary>
    public void Remove(Refusal refusal) => _toldAt.Remove(KeyOf(refusal));

    private static (string Namespace, Workload Workload) KeyOf(Refusal refusal) => (refusal.Namespace, refusal.Workload);

    private void Forget()
    {
        foreach (var (key, at) in _toldAt)
        {
            if (time.GetElapsedTime(at) >= Silence)
            {
                _toldAt.Remove(key);
            }
        }

        // All of them are recent. To tell of one twice is better than to remember without bound.
        if (_toldAt.Count >= Most)
        {
            _toldAt.Clear();
        }
    }
}
