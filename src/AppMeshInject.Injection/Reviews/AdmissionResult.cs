using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Reviews;

/// <summary>The result of processing an AdmissionReview.</summary>
/// <param name="Request">The request; null if the body is not an AdmissionReview.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Problem">The reason why the body is not a valid AdmissionReview; null if it is valid.</param>
public readonly record struct AdmissionResult(ReviewRequest? Request, Decision Decision, string? Problem);
