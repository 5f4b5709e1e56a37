using AppMeshInject.Events;

namespace AppMeshInject.Admission;

/// <summary>Tells of an admission everywhere a person looks, all of it from the one record.</summary>
internal sealed class AdmissionRecorder(AdmissionLog log, AdmissionMetrics metrics, RejectionQueue refusals)
{
    /// <summary>Tells of an admission.</summary>
    public void Record(in AdmissionRecord admission)
    {
        metrics.Count(admission);
        log.Write(admission);
        AdmissionSpan.SetResult(admission);
        refusals.Offer(admission);
    }
}
