namespace AppMeshInject.Diagnostics.Check;

/// <summary>Every kind of finding.</summary>
internal static class FindingKinds
{
    public static FindingKind WebhookMissing { get; } = new("WebhookMissing", Severity.Error, "there is no webhook configuration, so nobody asks the injector");

    public static FindingKind WebhookRules { get; } = new("WebhookRules", Severity.Error, "the webhook is not asked of pods that are created");

    public static FindingKind WebhookSelectsNothing { get; } = new("WebhookSelectsNothing", Severity.Error, "the webhook leaves out a namespace that has opted in");

    public static FindingKind WebhookSelectsEverything { get; } = new("WebhookSelectsEverything", Severity.Warning, "the webhook selects namespaces that have not opted in");

    public static FindingKind WebhookService { get; } = new("WebhookService", Severity.Error, "the Service that the webhook names is missing, or leads to no replica");

    public static FindingKind FailurePolicyIgnore { get; } = new("FailurePolicyIgnore", Severity.Note, "pods are created without a sidecar while the injector does not answer");

    public static FindingKind CaBundle { get; } = new("CaBundle", Severity.Error, "the caBundle is empty, malformed or expired");

    public static FindingKind CertificateNotTrusted { get; } = new("CertificateNotTrusted", Severity.Error, "the API server does not trust the certificate that is served");

    public static FindingKind InjectorUnreachable { get; } = new("InjectorUnreachable", Severity.Error, "the API server gets no answer from the injector");

    public static FindingKind TrialRefused { get; } = new("TrialRefused", Severity.Error, "the injector refuses a plain pod");

    public static FindingKind TrialNotInjected { get; } = new("TrialNotInjected", Severity.Error, "a pod is created without a sidecar in a namespace that has opted in");

    public static FindingKind PodSecurityRefusesSidecar { get; } = new("PodSecurityRefusesSidecar", Severity.Error, "a namespace that has opted in does not admit what the sidecar needs");

    public static FindingKind DeploymentMissing { get; } = new("DeploymentMissing", Severity.Error, "there is no injector");

    public static FindingKind NoReadyReplica { get; } = new("NoReadyReplica", Severity.Error, "no replica of the injector is ready");

    public static FindingKind ReplicasNotReady { get; } = new("ReplicasNotReady", Severity.Warning, "fewer replicas are ready than there should be");

    public static FindingKind SingleReplica { get; } = new("SingleReplica", Severity.Note, "there is one replica, so a node that goes keeps pods from being created");

    public static FindingKind ReplicasDiffer { get; } = new("ReplicasDiffer", Severity.Warning, "replicas have different images or settings, so equal pods get different sidecars");

    public static FindingKind SettingsMalformed { get; } = new("SettingsMalformed", Severity.Error, "a replica that starts now will stop at a bad setting");

    public static FindingKind SettingsNotInEffect { get; } = new("SettingsNotInEffect", Severity.Warning, "the settings were changed after the replicas read them");

    public static FindingKind NoNamespaceOptedIn { get; } = new("NoNamespaceOptedIn", Severity.Warning, "no namespace has opted in, so no pod is injected");

    public static FindingKind NamespaceLabel { get; } = new("NamespaceLabel", Severity.Warning, "the label of a namespace has a value that means nothing");

    public static FindingKind SystemNamespaceOptedIn { get; } = new("SystemNamespaceOptedIn", Severity.Warning, "a namespace has opted in whose pods are never injected");

    public static FindingKind PodsWithoutSidecar { get; } = new("PodsWithoutSidecar", Severity.Warning, "running pods should carry the sidecar and do not");

    public static FindingKind PodsWithOlderSettings { get; } = new("PodsWithOlderSettings", Severity.Warning, "running pods carry the sidecar of other settings than those in effect");

    public static FindingKind PodsWithOlderVersion { get; } = new("PodsWithOlderVersion", Severity.Note, "running pods carry the sidecar of another version of the injector");

    public static FindingKind ProgramVersion { get; } = new("ProgramVersion", Severity.Note, "this program is of another version than the injector, so it may judge otherwise");

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        WebhookMissing, WebhookRules, WebhookSelectsNothing, WebhookSelectsEverything, WebhookService, FailurePolicyIgnore, CaBundle,
        CertificateNotTrusted, InjectorUnreachable, TrialRefused, TrialNotInjected, PodSecurityRefusesSidecar,
        DeploymentMissing, NoReadyReplica, ReplicasNotReady, SingleReplica, ReplicasDiffer, SettingsMalformed, SettingsNotInEffect,
        NoNamespaceOptedIn, NamespaceLabel, SystemNamespaceOptedIn, PodsWithoutSidecar, PodsWithOlderSettings, PodsWithOlderVersion, ProgramVersion,
    ];
}
