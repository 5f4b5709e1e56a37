
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>What the checks judge: an installation as it was found. Whatever may not be read is absent, and told.</summary>
internal sealed record InstallationState
{
    /// <summary>The injector's namespace.</summary>
    public required string InjectorNamespace { get; init; }

    /// <summary>When it was looked at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The webhook configuration.</summary>
    public required ReadResult<WebhookConfiguration> Configuration { get; init; }

    /// <summary>The Service that the webhook names.</summary>
    public required ReadResult<Service> Service { get; init; }

    /// <summary>The Deployment and its settings.</summary>
    public required ReadResult<InstalledSettings> Settings { get; init; }

    /// <summary>The injector's pods.</summary>
    public required ReadResult<IReadOnlyList<Pod>> Replicas { get; init; }

    /// <summary>The namespaces that have the label, whatever its value.</summary>
    public required ReadResult<IReadOnlyList<PartialObjectMetadata>> Namespaces { get; init; }

    /// <summary>What became of the trial; null where there is no namespace to try in.</summary>
    public DryRunProbe? Trial { get; init; }

    /// <summary>The running pods of the namespaces that are selected.</summary>
    public required IReadOnlyList<NamespaceSurvey> Surveys { get; init; }

    /// <summary>The injector's webhook.</summary>
    public MutatingWebhook? Webhook => Configuration.Object?.InjectorWebhook;

    /// <summary>Why the pod that was tried may rightly have got no sidecar; null where it should have.</summary>
    public string? TrialIsLeftOut => Trial is not { Status: null, Failure: null, Unknown: null } ? null
        : Webhook?.ObjectSelector?.Selects(new Dictionary<string, string>()) == false ? "the webhook's objectSelector leaves out the pod that is tried"
        : KnownConditions.ProblemOf(Webhook);

    /// <summary>The replicas that are to stay.</summary>
    public IReadOnlyList<Pod> LiveReplicas => [.. (Replicas.Object ?? []).Where(pod => pod.Metadata?.DeletionTimestamp is null)];

    /// <summary>What could not be looked at, and why.</summary>
    public IReadOnlyList<string> NotReadable =>
    [
        .. new (string What, string? Problem)[]
        {
            ("the webhook configuration", Configuration.Problem),
            ("the Service of the webhook", Service.Problem),
            ("the Deployment and its settings", Settings.Problem),
            ("the replicas", Replicas.Problem),
            ("the namespaces", Namespaces.Problem),
            ($"a dry run in {Trial?.Namespace}", Trial?.Unknown),
            ("whether the API server reaches the injector", TrialIsLeftOut),
            ("which pods lack the sidecar", KnownConditions.ProblemOf(Webhook)),
        }
        .Concat(Surveys.Select(survey => (What: $"the pods of {survey.Namespace}", survey.Problem)))
        .Where(part => part.Problem is not null)
        .Select(part => $"{part.What}: {part.Problem}"),
    ];
}
