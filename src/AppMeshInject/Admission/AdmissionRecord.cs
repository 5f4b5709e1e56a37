using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;

namespace AppMeshInject.Admission;

/// <summary>
/// The result of an admission. Its log line, metrics, span and Event are all created from this record.
/// </summary>
/// <param name="Decision">The decision.</param>
/// <param name="Request">The request; null if the body is not a valid review.</param>
/// <param name="Status">The HTTP status code.</param>
internal readonly record struct AdmissionRecord(Decision Decision, ReviewRequest? Request, int Status)
{
    /// <summary>Gets the number of body bytes that were read.</summary>
    public int RequestBytes { get; init; }

    /// <summary>Gets the size of the response body in bytes.</summary>
    public int ResponseBytes { get; init; }

    /// <summary>Gets the time from the request headers to the complete response.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the reason of the decision.</summary>
    public Reason Reason => Decision.Reason;

    /// <summary>Gets the operation of the request; Other if the body is not a valid review.</summary>
    public AdmissionOperation Operation => Request?.Operation ?? AdmissionOperation.Other;
}
