using System.Diagnostics.CodeAnalysis;
using AppMeshInject.Events;

namespace AppMeshInject.Admission;

/// <summary>Tells of an admission everywhere a person looks, all of it from the one record.</summary>
internal sealed class AdmissionRecorder(AdmissionLog log, AdmissionMetrics metrics, RejectionQueue refusals)
{
    /// <summary>Whether anything is told. It is, but in the build that <c>bench/run --recording</c> compares it with.</summary>
    [FeatureSwitchDefinition("AppMeshInject.RecordsAdmissions")]
    private static bool IsOn => !AppContext.TryGetSwitch("AppMeshInject.RecordsAdmissions", out var isOn) || isOn;

    /// <summary>Tells of an admission.</summary>
    public void Record(in AdmissionRecord admission)
    {
        if (!IsOn)
        {
            return;
        }

        metrics.Count(admission);
        log.Write(admission);
        AdmissionSpan.Describe(admission);
        refusals.Offer(admission);
    }
}
