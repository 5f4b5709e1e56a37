namespace AppMeshInject.Diagnostics.Check;

/// <summary>Defines the kinds of findings.</summary>
internal static class FindingKinds
{
    public static FindingKind WebhookMissing { get; } =
        Error("WebhookMissing", "the webhook configuration or its webhook does not exist, so no pod is injected");

    public static FindingKind WebhookRulesMismatch { get; } =
        Error("WebhookRulesMismatch", "the webhook rules do not match pod CREATE requests");

    public static FindingKind WebhookExcludesNamespace { get; } =
        Error("WebhookExcludesNamespace", "the webhook's namespaceSelector excludes an opted-in namespace");

    public static FindingKind WebhookSelectsAllNamespaces { get; } =
        Warning("WebhookSelectsAllNamespaces", "the webhook's namespaceSelector selects namespaces without opt-in");

    public static FindingKind WebhookServiceUnavailable { get; } = Error(
        "WebhookServiceUnavailable", "the Service of the webhook does not exist or does not lead to the injector");

    public static FindingKind FailurePolicyIgnore { get; } =
        Note("FailurePolicyIgnore", "pods are created without a sidecar while the injector is unavailable");

    public static FindingKind CaBundleInvalid { get; } =
        Error("CaBundleInvalid", "the webhook's caBundle is empty, malformed or expired");

    public static FindingKind CertificateNotTrusted { get; } =
        Error("CertificateNotTrusted", "the API server does not trust the certificate of the injector");

    public static FindingKind InjectorUnreachable { get; } =
        Error("InjectorUnreachable", "the API server gets no response from the injector");

    public static FindingKind DryRunRejected { get; } =
        Error("DryRunRejected", "the injector rejects the pod of the dry run");

    public static FindingKind DryRunNotInjected { get; } =
        Error("DryRunNotInjected", "the pod of the dry run gets no sidecar in an opted-in namespace");

    public static FindingKind PodSecurityRejectsSidecar { get; } =
        Error("PodSecurityRejectsSidecar", "the Pod Security level of an opted-in namespace rejects the sidecar");

    public static FindingKind DeploymentMissing { get; } =
        Error("DeploymentMissing", "the Deployment of the injector does not exist");

    public static FindingKind NoReadyReplica { get; } =
        Error("NoReadyReplica", "no replica of the injector is ready");

    public static FindingKind ReplicasNotReady { get; } =
        Warning("ReplicasNotReady", "fewer replicas are ready than the Deployment requests");

    public static FindingKind SingleReplica { get; } =
        Note("SingleReplica", "the injector has a single replica, so losing its node affects pod creation");

    public static FindingKind ReplicasDiffer { get; } = Warning(
        "ReplicasDiffer", "the replicas have different images or settings, so identical pods get different sidecars");

    public static FindingKind SettingsInvalid { get; } =
        Error("SettingsInvalid", "the installed settings are invalid, so a new replica does not start");

    public static FindingKind SettingsNotInEffect { get; } =
        Warning("SettingsNotInEffect", "the settings changed after the replicas started");

    public static FindingKind NoNamespaceOptedIn { get; } =
        Warning("NoNamespaceOptedIn", "no namespace is opted in, so no pod is injected");

    public static FindingKind NamespaceLabelInvalid { get; } =
        Warning("NamespaceLabelInvalid", "the injection label of a namespace is neither enabled nor disabled");

    public static FindingKind SystemNamespaceOptedIn { get; } =
        Warning("SystemNamespaceOptedIn", "a system namespace is opted in, but its pods are never injected");

    public static FindingKind PodsWithoutSidecar { get; } =
        Warning("PodsWithoutSidecar", "running pods have no sidecar but should have one");

    public static FindingKind PodsWithOutdatedSettings { get; } =
        Warning("PodsWithOutdatedSettings", "running pods were injected with other settings than the current ones");

    public static FindingKind PodsWithOutdatedVersion { get; } =
        Note("PodsWithOutdatedVersion", "running pods were injected by another version of the injector");

    public static FindingKind VersionMismatch { get; } =
        Note("VersionMismatch", "this program and the injector have different versions, so their rules can differ");

    /// <summary>Gets all kinds, in the order of the documentation.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        WebhookMissing, WebhookRulesMismatch, WebhookExcludesNamespace, WebhookSelectsAllNamespaces,
        WebhookServiceUnavailable, FailurePolicyIgnore, CaBundleInvalid, CertificateNotTrusted, InjectorUnreachable,
        DryRunRejected, DryRunNotInjected, PodSecurityRejectsSidecar, DeploymentMissing, NoReadyReplica,
        ReplicasNotReady, SingleReplica, ReplicasDiffer, SettingsInvalid, SettingsNotInEffect, NoNamespaceOptedIn,
        NamespaceLabelInvalid, SystemNamespaceOptedIn, PodsWithoutSidecar, PodsWithOutdatedSettings,
        PodsWithOutdatedVersion, VersionMismatch,
    ];

    private static FindingKind Error(string code, string meaning) => new(code, Severity.Error, meaning);

    private static FindingKind Warning(string code, string meaning) => new(code, Severity.Warning, meaning);

    private static FindingKind Note(string code, string meaning) => new(code, Severity.Note, meaning);
}
