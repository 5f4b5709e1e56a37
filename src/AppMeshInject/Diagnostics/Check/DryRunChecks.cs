using AppMeshInject.Injection;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Checks the result of the dry run.</summary>
internal static class DryRunChecks
{
    private const string Denied = "denied the request: ";

    // The Go TLS client reports an untrusted certificate as: Post "URL": … x509: …
    private const string NotTrusted = ": x509: ";

    /// <summary>Runs the checks.</summary>
    public static IEnumerable<Finding> Run(InstallationState state)
    {
        if (state.DryRun is { Rejection: { } error } rejected)
        {
            yield return CreateFinding(rejected.Namespace, error);
        }
        else if (state.DryRun is { Status: null, Problem: null } bare
            && !state.Configuration.IsMissing
            && state.DryRunExclusion is null)
        {
            yield return FindingKinds.DryRunNotInjected.CreateFinding(
                $"A new pod in namespace {bare.Namespace} gets no sidecar.",
                state.Webhook?.FailurePolicy == "Ignore"
                    ? "Fix the other findings, or temporarily set the failurePolicy to Fail, so that the API server "
                        + "reports why it cannot call the injector."
                    : "Fix the other findings.");
        }
        else if (state.DryRun?.Status is { Version: { } version } && version != InjectorVersion.Current)
        {
            yield return FindingKinds.VersionMismatch.CreateFinding(
                $"This program has version {InjectorVersion.Current}, but the injector has version {version}.",
                $"Use version {version} of this program to get the same decisions.");
        }
    }

    private static Finding CreateFinding(string @namespace, string error)
    {
        if (error.IndexOf(Denied, StringComparison.Ordinal) is >= 0 and var denied)
        {
            return FindingKinds.DryRunRejected.CreateFinding(
                $"The injector rejects the pod of the dry run in namespace {@namespace}: "
                + $"{error[(denied + Denied.Length)..]}.",
                "Fix the error in the message.");
        }

        if (error.Contains("PodSecurity", StringComparison.Ordinal))
        {
            return FindingKinds.PodSecurityRejectsSidecar.CreateFinding(
                $"The Pod Security level of namespace {@namespace} rejects the sidecar: {error}.",
                "Use the App Mesh CNI plugin (annotation appmesh.k8s.aws/appmeshCNI) and the setting sidecar-hardened, "
                + "or lower the Pod Security level of the namespace.");
        }

        return error.Contains(NotTrusted, StringComparison.Ordinal)
            ? FindingKinds.CertificateNotTrusted.CreateFinding(
                $"The API server does not trust the certificate of the injector: {error}.",
                "Wait a minute if the injector manages its own certificate, because it repairs the caBundle; otherwise "
                + "put the CA into the caBundle and issue the certificate for the name of the Service.")
            : FindingKinds.InjectorUnreachable.CreateFinding(
                $"The API server gets no response from the injector: {error}.",
                "Check that replicas are ready, and that NetworkPolicies and firewalls allow connections from the API "
                + "server to port 8443 of the injector pods.");
    }
}
