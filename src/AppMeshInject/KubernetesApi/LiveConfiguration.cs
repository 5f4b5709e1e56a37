using System.Text.Json;

namespace AppMeshInject.KubernetesApi;

/// <summary>What is read of a MutatingWebhookConfiguration.</summary>
internal sealed record LiveConfiguration(ObjectMetadata? Metadata, IReadOnlyList<LiveWebhook>? Webhooks)
{
    /// <summary>The injector's webhook in it.</summary>
    public LiveWebhook? Webhook => Webhooks?.FirstOrDefault(webhook => webhook.Name == InstalledNames.Webhook);

    public static LiveConfiguration Read(JsonElement json) => new(json.One("metadata", ObjectMetadata.Read), json.Many("webhooks", LiveWebhook.Read));
}

/// <summary>What is read of a webhook.</summary>
internal sealed record LiveWebhook
{
    public string? Name { get; init; }

    public LiveClientConfig? ClientConfig { get; init; }

    public IReadOnlyList<LiveRule>? Rules { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public LabelSelector? ObjectSelector { get; init; }

    public IReadOnlyList<LiveMatchCondition>? MatchConditions { get; init; }

    public string? FailurePolicy { get; init; }

    public static LiveWebhook Read(JsonElement json) => new()
    {
        Name = json.Text("name"),
        ClientConfig = json.One("clientConfig", LiveClientConfig.Read),
        Rules = json.Many("rules", LiveRule.Read),
        NamespaceSelector = json.One("namespaceSelector", LabelSelector.Read),
        ObjectSelector = json.One("objectSelector", LabelSelector.Read),
        MatchConditions = json.Many("matchConditions", LiveMatchCondition.Read),
        FailurePolicy = json.Text("failurePolicy"),
    };
}

/// <summary>A condition in CEL that a request must fulfil.</summary>
internal sealed record LiveMatchCondition(string? Name, string? Expression)
{
    public static LiveMatchCondition Read(JsonElement json) => new(json.Text("name"), json.Text("expression"));
}

/// <summary>What is read of how a webhook is asked.</summary>
internal sealed record LiveClientConfig(string? CaBundle, string? Url, LiveServiceReference? Service)
{
    public static LiveClientConfig Read(JsonElement json) => new(json.Text("caBundle"), json.Text("url"), json.One("service", LiveServiceReference.Read));
}

/// <summary>The Service that a webhook is.</summary>
internal sealed record LiveServiceReference(string? Name, string? Namespace, string? Path, int? Port)
{
    public static LiveServiceReference Read(JsonElement json) => new(json.Text("name"), json.Text("namespace"), json.Text("path"), json.Number("port"));
}

/// <summary>What a webhook is asked of.</summary>
internal sealed record LiveRule(IReadOnlyList<string>? ApiGroups, IReadOnlyList<string>? ApiVersions, IReadOnlyList<string>? Operations, IReadOnlyList<string>? Resources)
{
    /// <summary>Whether it is asked of pods that are created.</summary>
    public bool SelectsPods =>
        Has(ApiGroups, "") && Has(ApiVersions, "v1") && Has(Operations, "CREATE") && (Has(Resources, "pods") || Resources?.Contains("*/*") == true);

    public static LiveRule Read(JsonElement json) => new(json.Texts("apiGroups"), json.Texts("apiVersions"), json.Texts("operations"), json.Texts("resources"));

    private static bool Has(IReadOnlyList<string>? values, string value) => values is not null && (values.Contains(value) || values.Contains("*"));
}
