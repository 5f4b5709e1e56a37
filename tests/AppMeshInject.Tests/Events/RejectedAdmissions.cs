using System.Buffers;
using System.Text;
using AppMeshInject.Admission;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AdmissionRequest = AppMeshInject.Testing.Reviews.AdmissionRequest;

namespace AppMeshInject.Tests.Events;

/// <summary>
/// Creates records of admissions that are rejected, because the settings and the pod do not name a mesh.
/// </summary>
internal static class RejectedAdmissions
{
    public static AdmissionRecord Create(
        string ownerKind, string ownerName, bool dryRun = false, string @namespace = "shop") =>
        CreateWithOwners(
            $$"""[{"kind":"{{ownerKind}}","name":"{{ownerName}}","controller":true}]""",
            dryRun,
            @namespace: @namespace);

    public static AdmissionRecord CreateWithOwners(
        string owners, bool dryRun = false, string annotations = "{}", string @namespace = "shop")
    {
        var settings = SettingsLoader.LoadDefaults();
        var processor = new AdmissionProcessor(new Injector(settings, ClusterInfo.FromSettings(settings)));
        var pod = $$$"""
            {"metadata":{"name":"web","ownerReferences":{{{owners}}},"annotations":{{{annotations}}}},"spec":{}}
            """;
        var request = new AdmissionRequest(pod, @namespace) { DryRun = dryRun };
        var result = processor.Review(Encoding.UTF8.GetBytes(request.ToReview()), new ArrayBufferWriter<byte>());
        return new AdmissionRecord(result.Decision, result.Request, 200);
    }
}
