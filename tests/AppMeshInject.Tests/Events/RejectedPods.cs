using System.Buffers;
using System.Text;
using AppMeshInject.Admission;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Reviews;
using AppMeshInject.Injection.Settings;
using AdmissionRequest = AppMeshInject.Testing.Reviews.AdmissionRequest;

namespace AppMeshInject.Tests.Events;

/// <summary>Admissions of pods that are refused, because no mesh is named.</summary>
internal static class RejectedPods
{
    public static AdmissionRecord Of(string ownerKind, string ownerName, bool dryRun = false, string @namespace = "shop") =>
        OfOwners($$"""[{"kind":"{{ownerKind}}","name":"{{ownerName}}","controller":true}]""", dryRun, @namespace: @namespace);

    public static AdmissionRecord OfOwners(string owners, bool dryRun = false, string annotations = "{}", string @namespace = "shop")
    {
        var settings = SettingsLoader.Defaults();
        var reviewer = new AdmissionProcessor(new Injector(settings, ClusterInfo.From(settings)));
        var request = new AdmissionRequest($$$"""{"metadata":{"name":"web","ownerReferences":{{{owners}}},"annotations":{{{annotations}}}},"spec":{}}""", @namespace) { DryRun = dryRun };
        var reviewed = reviewer.Review(Encoding.UTF8.GetBytes(request.ToReview()), new ArrayBufferWriter<byte>());
        return new AdmissionRecord(reviewed.Decision, reviewed.Request, 200);
    }
}
