using System.Text.Json.Serialization;

namespace AppMeshInject.KubernetesApi;

/// <summary>A MutatingWebhookConfiguration. Null properties are omitted when the object is written.</summary>
internal sealed record WebhookConfiguration
{
    /// <summary>The API version, "admissionregistration.k8s.io/v1".</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The kind, "MutatingWebhookConfiguration".</summary>
    public string? Kind { get; init; }

    /// <summary>The metadata.</summary>
    public ObjectMetadata? Metadata { get; init; }

    /// <summary>The webhooks.</summary>
    public IReadOnlyList<MutatingWebhook>? Webhooks { get; init; }

    /// <summary>The webhook of the injector; null if the configuration does not have it.</summary>
    [JsonIgnore]
    public MutatingWebhook? InjectorWebhook =>
        Webhooks?.FirstOrDefault(webhook => webhook.Name == InstalledNames.Webhook);
}

/// <summary>A webhook of a MutatingWebhookConfiguration.</summary>
internal sealed record MutatingWebhook
{
    /// <summary>The name of the webhook.</summary>
    public string? Name { get; init; }

    /// <summary>The address of the webhook and the CA certificates that it is verified with.</summary>
    public WebhookClientConfig? ClientConfig { get; init; }

    /// <summary>The requests that the webhook is called for.</summary>
    public IReadOnlyList<WebhookRule>? Rules { get; init; }

    /// <summary>Selects namespaces by label; null selects all namespaces.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>Selects objects by label; null selects all objects.</summary>
    public LabelSelector? ObjectSelector { get; init; }

    /// <summary>CEL expressions, all of which a request must match.</summary>
    public IReadOnlyList<MatchCondition>? MatchConditions { get; init; }

    /// <summary>
    /// "Fail" to reject requests while the webhook cannot be called, "Ignore" to continue without it.
    /// </summary>
    public string? FailurePolicy { get; init; }
}

/// <summary>The address of a webhook and the CA certificates that it is verified with.</summary>
internal sealed record WebhookClientConfig
{
    /// <summary>The CA certificates, PEM encoded as base64.</summary>
    public string? CaBundle { get; init; }

    /// <summary>The URL of the webhook; null if <see cref="Service"/> is set.</summary>
    public string? Url { get; init; }

    /// <summary>The Service of the webhook; null if <see cref="Url"/> is set.</summary>
    public ServiceReference? Service { get; init; }
}

/// <summary>The Service that a webhook is called through.</summary>
/// <param name="Name">The name of the Service.</param>
/// <param name="Namespace">The namespace of the Service.</param>
/// <param name="Path">The URL path of the webhook.</param>
/// <param name="Port">The port of the Service; 443 if null.</param>
internal sealed record ServiceReference(string? Name, string? Namespace, string? Path, int? Port);

/// <summary>A condition that a request must match before the webhook is called.</summary>
/// <param name="Name">The name of the condition.</param>
/// <param name="Expression">The CEL expression.</param>
internal sealed record MatchCondition(string? Name, string? Expression);

/// <summary>A set of requests that a webhook is called for. "*" matches any value.</summary>
internal sealed record WebhookRule
{
    /// <summary>The API groups; "" is the core group.</summary>
    public IReadOnlyList<string>? ApiGroups { get; init; }

    /// <summary>The API versions.</summary>
    public IReadOnlyList<string>? ApiVersions { get; init; }

    /// <summary>The operations, such as CREATE.</summary>
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>The resources, such as pods or pods/ephemeralcontainers.</summary>
    public IReadOnlyList<string>? Resources { get; init; }

    /// <summary>True if the rule matches requests that create pods.</summary>
    [JsonIgnore]
    public bool MatchesPodCreation =>
        Matches(ApiGroups, "")
        && Matches(ApiVersions, "v1")
        && Matches(Operations, "CREATE")
        && (Matches(Resources, "pods") || Resources?.Contains("*/*") == true);

    private static bool Matches(IReadOnlyList<string>? values, string value) =>
        values is not null && (values.Contains(value) || values.Contains("*"));
}
