using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>The state of an installation as read from the API server. Parts that cannot be read are absent.</summary>
internal sealed record InstallationState
{
    /// <summary>Gets the injector's namespace.</summary>
    public required string InjectorNamespace { get; init; }

    /// <summary>Gets the time of the inspection.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Gets the webhook configuration.</summary>
    public required ReadResult<WebhookConfiguration> Configuration { get; init; }

    /// <summary>Gets the Service that the webhook refers to.</summary>
    public required ReadResult<Service> Service { get; init; }

    /// <summary>Gets the Deployment and its settings.</summary>
    public required ReadResult<InstalledSettings> Settings { get; init; }

    /// <summary>Gets the pods of the injector.</summary>
    public required ReadResult<IReadOnlyList<Pod>> Replicas { get; init; }

    /// <summary>Gets the namespaces that have the injection label, with any value.</summary>
    public required ReadResult<IReadOnlyList<PartialObjectMetadata>> Namespaces { get; init; }

    /// <summary>Gets the result of the dry run; null if there is no namespace to run it in.</summary>
    public required DryRunProbe? DryRun { get; init; }

    /// <summary>Gets the settings and version that the sidecars of running pods are compared with.</summary>
    public required SidecarBaseline Baseline { get; init; }

    /// <summary>Gets the running pods of each namespace in the mesh.</summary>
    public required IReadOnlyList<NamespaceSurvey> Surveys { get; init; }

    /// <summary>Gets the webhook of the injector; null if it does not exist or cannot be read.</summary>
    public MutatingWebhook? Webhook => Configuration.Object?.InjectorWebhook;

    /// <summary>
    /// Gets the reason why the pod of the dry run correctly has no sidecar; null if the pod should have one, or if the
    /// dry run failed.
    /// </summary>
    public string? DryRunExclusion
    {
        get
        {
            if (DryRun is not { Status: null, Rejection: null, Problem: null })
            {
                return null;
            }

            return Webhook?.ObjectSelector?.Selects(new Dictionary<string, string>()) == false
                ? "the webhook's objectSelector excludes the pod of the dry run"
                : KnownMatchConditions.FindProblem(Webhook);
        }
    }

    /// <summary>Gets the replicas that are not being deleted.</summary>
    public IReadOnlyList<Pod> ActiveReplicas =>
        [.. (Replicas.Object ?? []).Where(pod => pod.Metadata?.DeletionTimestamp is null)];

    /// <summary>Gets the parts that could not be read or evaluated, each with the reason.</summary>
    public IReadOnlyList<string> UnreadableParts =>
    [
        .. new (string Part, string? Problem)[]
        {
            ("webhook configuration", Configuration.Problem),
            ("Service of the webhook", Service.Problem),
            ("Deployment and its settings", Settings.Problem),
            ("replicas", Replicas.Problem),
            ("namespaces", Namespaces.Problem),
            ($"dry run in {DryRun?.Namespace}", DryRun?.Problem),
            ("connection from the API server to the injector", DryRunExclusion),
            ("pods without a sidecar", KnownMatchConditions.FindProblem(Webhook)),
        }
        .Concat(Surveys.Select(survey => (Part: $"pods of {survey.Namespace}", survey.Problem)))
        .Where(part => part.Problem is not null)
        .Select(part => $"{part.Part}: {part.Problem}"),
    ];
}
