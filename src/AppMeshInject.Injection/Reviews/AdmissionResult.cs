using AppMeshInject.Injection.Decisions;

namespace AppMeshInject.Injection.Reviews;

/// <summary>The result of processing an AdmissionReview.</summary>
/// <param name="Request">The request; null if the body is not an AdmissionReview.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Problem">Why the body is not an AdmissionReview; null if it is one.</param>
public readonly record struct AdmissionResult(ReviewRequest? Request, Decision Decision, string? Problem);
