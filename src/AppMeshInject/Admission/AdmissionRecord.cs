using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Admission;

/// <summary>What became of an admission: the one record that its log line, its metrics, its span and its event are made of.</summary>
/// <param name="Decision">The decision: the reason and what decided, the workload, the virtual node and the warnings.</param>
/// <param name="Request">The request: the uid, the namespace, the operation and whether it is a dry run. Null where the body is no review.</param>
/// <param name="Status">The status of HTTP.</param>
internal readonly record struct AdmissionRecord(Decision Decision, ReviewRequest? Request, int Status)
{
    /// <summary>How long the body was, as far as it was read.</summary>
    public int RequestBytes { get; init; }

    /// <summary>How long the answer is.</summary>
    public int ResponseBytes { get; init; }

    /// <summary>How long it took until there was an answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it came out so.</summary>
    public Reason Reason => Decision.Reason;

    /// <summary>What was asked for.</summary>
    public AdmissionOperation Operation => Request?.Operation ?? AdmissionOperation.Other;
}
