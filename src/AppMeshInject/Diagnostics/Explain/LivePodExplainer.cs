using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Explains a pod of a cluster, with the settings of the injector that is installed there.</summary>
/// <param name="client">Asks the API server.</param>
/// <param name="injectorNamespace">The injector's namespace.</param>
/// <param name="given">The settings where the installed ones cannot be read.</param>
/// <param name="flags">Flags that are put on top of the installed settings.</param>
internal sealed class LivePodExplainer(
    ApiSession client, string injectorNamespace, LoadedSettings given, IReadOnlyList<(string Flag, Setting Setting, string Value)> flags)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly List<string> _notices = [];

    /// <summary>What could not be read, and what was taken in its place.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Explains a pod.</summary>
    /// <exception cref="ApiException">The pod cannot be read, or nothing can.</exception>
    public async Task<WorkloadReport> ExplainAsync(string @namespace, string name, CancellationToken cancellation)
    {
        var bytes = await client.GetBytesAsync(InstalledNames.GetCorePath(@namespace, $"pods/{Uri.EscapeDataString(name)}"), cancellation);
        var (pod, view) = Read(bytes, $"{@namespace}/{name}");
        var owner = await client.FindAsync($"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}", KubernetesJson.Default.PartialObjectMetadata, cancellation);
        var configuration = await client.FindAsync(InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        var (settings, problem) = await SettingsAsync(cancellation);
        var known = problem is null ? settings.Hash : null;
        var facts = ClusterInfo.From(settings, injectorNamespace);
        facts = facts with { Version = facts.Version ?? await VersionAsync(cancellation) };
        var explanation = new Explainer(settings, facts).Explain(view, @namespace, Workload.Of(view));
        var scope = ScopeOf(configuration, owner, pod.Metadata?.Labels ?? Nothing);
        var carries = InjectStatus.Carried(view);
        return WorkloadReporter.Report($"pod/{name}", @namespace, explanation) with
        {
            Live = new LiveReport
            {
                Conclusion = PodVerdictBuilder.Of(@namespace, pod, scope, carries, explanation.Decision, known, configuration.Object?.Metadata?.CreationTimestamp),
                InjectorAsked = scope.Asks,
                Why = scope.Why,
                Inputs = [new($"label {AnnotationCatalogue.InjectionSwitch.Key} of namespace {@namespace}", owner.Object?.Metadata?.Labels?.GetValueOrDefault(AnnotationCatalogue.InjectionSwitch.Key))],
                Carries = carries,
                Settings = known,
                SettingsProblem = problem,
            },
        };
    }

    private async Task<(InjectorSettings Settings, string? Problem)> SettingsAsync(CancellationToken cancellation)
    {
        var installed = await InstalledSettings.ReadAsync(client, injectorNamespace, flags, cancellation);
        if (installed.Object?.Usable is { } settings)
        {
            return (settings, null);
        }

        var problem = installed.Object is { Loaded.Faults: [var fault, ..] } ? fault
            : installed.Problem ?? $"there is no Deployment {InstalledNames.Injector} in {injectorNamespace}; --injector-namespace names another";
        _notices.Add($"explained with the settings given here, because those of the injector cannot be used: {problem}");
        return (given.Settings, problem);
    }

    private WebhookScope ScopeOf(ReadResult<WebhookConfiguration> configuration, ReadResult<PartialObjectMetadata> owner, IReadOnlyDictionary<string, string> podLabels)
    {
        foreach (var (what, problem) in new[] { ("the webhook configuration", configuration.Problem), ("the namespace", owner.Problem) })
        {
            if (problem is not null)
            {
                _notices.Add($"it cannot be told for sure whether the injector is asked; {what}: {problem}");
            }
        }

        var labels = owner.Object?.Metadata?.Labels ?? Nothing;
        return configuration switch
        {
            { IsMissing: true } => new(false, $"there is no webhook configuration {InstalledNames.Injector}", HasOptedIn: true),
            { Object: { InjectorWebhook: null } } => new(false, $"the webhook configuration {InstalledNames.Injector} has no webhook {InstalledNames.Webhook}", HasOptedIn: true),
            _ when owner.Object is null => new(null, "the labels of the namespace could not be read", HasOptedIn: false),
            { Object: { InjectorWebhook: { } webhook } } => WebhookScope.Of(webhook, labels, podLabels),
            _ => WebhookScope.OfLabelAlone(labels),
        };
    }

    private static (Pod Pod, PodView View) Read(byte[] bytes, string name)
    {
        try
        {
            return (KubernetesJson.Read(bytes, KubernetesJson.Default.Pod), PodReader.Read(bytes));
        }
        catch (Exception exception) when (exception is JsonException or PodFormatException or InvalidOperationException)
        {
            throw new ApiException($"what the API server says of pod {name} is no pod: {exception.Message}");
        }
    }

    private async Task<KubernetesVersion?> VersionAsync(CancellationToken cancellation)
    {
        var info = await client.FindAsync("/version", KubernetesJson.Default.VersionInfo, cancellation);
        return KubernetesVersion.Form.Read(info.Object?.GitVersion ?? "", out var version) is null ? version : null;
    }
}
