using AppMeshInject.Events;

namespace AppMeshInject.Admission;

/// <summary>Reports each admission as metrics, log line, span and, for a rejected pod, Event.</summary>
internal sealed class AdmissionRecorder(AdmissionLog log, AdmissionMetrics metrics, RejectionQueue rejections)
{
    /// <summary>Reports an admission.</summary>
    public void Record(in AdmissionRecord admission)
    {
        metrics.Count(admission);
        log.Write(admission);
        AdmissionSpan.SetResult(admission);
        rejections.Add(admission);
    }
}
