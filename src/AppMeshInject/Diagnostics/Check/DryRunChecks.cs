
using AppMeshInject.Injection;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Judges the trial.</summary>
internal static class DryRunChecks
{
    private const string Denied = "denied the request: ";

    // What Go says of a certificate that it does not trust, behind the URL that it asked.
    private const string NotTrusted = ": x509: ";

    public static IEnumerable<Finding> Of(InstallationState state)
    {
        if (state.Trial is { Failure: { } failure } refused)
        {
            yield return OfFailure(refused.Namespace, failure);
        }
        else if (state.Trial is { Status: null, Unknown: null } bare && !state.Configuration.IsMissing && state.TrialIsLeftOut is null)
        {
            yield return FindingKinds.TrialNotInjected.Of(
                $"A pod that is created in {bare.Namespace} gets no sidecar.",
                state.Webhook?.FailurePolicy == "Ignore"
                    ? "See the other findings, or set the failurePolicy to Fail for a while, so that the API server tells what keeps it from the injector."
                    : "See the other findings.");
        }
        else if (state.Trial?.Status is { Version: { } version } && version != InjectorVersion.Current)
        {
            yield return FindingKinds.ProgramVersion.Of(
                $"This program is version {InjectorVersion.Current}, and the injector is version {version}.",
                $"Use version {version} of this program where they judge differently.");
        }
    }

    private static Finding OfFailure(string @namespace, string failure)
    {
        if (failure.IndexOf(Denied, StringComparison.Ordinal) is >= 0 and var denied)
        {
            return FindingKinds.TrialRefused.Of($"The injector refuses a plain pod in {@namespace}: {failure[(denied + Denied.Length)..]}.", "Mend what it names.");
        }

        if (failure.Contains("PodSecurity", StringComparison.Ordinal))
        {
            return FindingKinds.PodSecurityRefusesSidecar.Of(
                $"Namespace {@namespace} does not admit the sidecar: {failure}.",
                "Have the App Mesh CNI plugin redirect the traffic (annotation appmesh.k8s.aws/appmeshCNI) and set sidecar-hardened, or lower the level of the namespace.");
        }

        return failure.Contains(NotTrusted, StringComparison.Ordinal)
            ? FindingKinds.CertificateNotTrusted.Of(
                $"The API server does not trust the injector's certificate: {failure}.",
                "Wait a minute, because the injector mends its own caBundle; with certificates from elsewhere put their authority into caBundle, and have them name the Service.")
            : FindingKinds.InjectorUnreachable.Of(
                $"The API server gets no answer from the injector: {failure}.",
                "See whether replicas are ready, and whether NetworkPolicies and firewalls let the API server reach port 8443 of their nodes.");
    }
}
