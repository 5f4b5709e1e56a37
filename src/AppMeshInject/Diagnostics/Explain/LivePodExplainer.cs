using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Parsing;
using AppMeshInject.Injection.Pods;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Explain;

/// <summary>Explains a pod in the cluster, with the settings of the installed injector.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="injectorNamespace">The namespace of the injector.</param>
/// <param name="fallback">The settings to use if the installed ones cannot be read.</param>
/// <param name="flags">Flags that override the installed settings.</param>
internal sealed class LivePodExplainer(
    ApiSession client,
    string injectorNamespace,
    LoadedSettings fallback,
    IReadOnlyList<(string Flag, Setting Setting, string Value)> flags)
{
    private static readonly Dictionary<string, string> NoLabels = [];

    private readonly List<string> _notices = [];

    /// <summary>Gets messages about parts of the cluster that could not be read.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Explains a pod.</summary>
    /// <param name="namespace">The namespace of the pod.</param>
    /// <param name="name">The name of the pod.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The pod cannot be read, or the cluster cannot be reached.</exception>
    public async Task<WorkloadReport> ExplainAsync(string @namespace, string name, CancellationToken cancellation)
    {
        var bytes = await client.GetBytesAsync(
            InstalledNames.GetCorePath(@namespace, $"pods/{Uri.EscapeDataString(name)}"), cancellation);
        var (pod, view) = Read(bytes, $"{@namespace}/{name}");
        var podNamespace = await client.FindAsync(
            $"/api/v1/namespaces/{Uri.EscapeDataString(@namespace)}",
            KubernetesJson.Default.PartialObjectMetadata,
            cancellation);
        var configuration = await client.FindAsync(
            InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        var (settings, problem) = await ReadSettingsAsync(cancellation);
        var cluster = ClusterInfo.FromSettings(settings, injectorNamespace);
        cluster = cluster with { Version = cluster.Version ?? await ReadVersionAsync(cancellation) };
        var explanation = new Explainer(settings, cluster).Explain(view, @namespace, Workload.FromPod(view));
        var scope = GetScope(configuration, podNamespace, pod.Metadata?.Labels ?? NoLabels);
        var baseline = new SidecarBaseline(problem is null ? settings.Hash : null, InjectorVersion.Current);
        var status = SidecarBaseline.FindStatus(view);
        var key = AnnotationCatalogue.InjectionSwitch.Key;
        return WorkloadReporter.Report($"pod/{name}", @namespace, explanation) with
        {
            Live = new LiveReport
            {
                Verdict = new PodVerdictBuilder(@namespace, scope, baseline).Build(
                    status,
                    explanation.Decision,
                    pod.Metadata?.CreationTimestamp,
                    configuration.Object?.Metadata?.CreationTimestamp),
                WebhookCalled = scope.IsCalled,
                Detail = scope.Detail,
                Inputs =
                [
                    new InputReport(
                        $"label {key} of namespace {@namespace}",
                        podNamespace.Object?.Metadata?.Labels?.GetValueOrDefault(key)),
                ],
                InjectStatus = status,
                SettingsHash = baseline.SettingsHash,
                SettingsProblem = problem,
            },
        };
    }

    private async Task<(InjectorSettings Settings, string? Problem)> ReadSettingsAsync(CancellationToken cancellation)
    {
        var installed = await InstalledSettings.ReadAsync(client, injectorNamespace, flags, cancellation);
        if (installed.Object?.Usable is { } settings)
        {
            return (settings, null);
        }

        var problem = installed.Object is { Loaded.Errors: [var error, ..] }
            ? error
            : installed.Problem
                ?? $"the Deployment {InstalledNames.Injector} does not exist in namespace {injectorNamespace}; pass "
                + "the namespace of the injector with --injector-namespace";
        _notices.Add($"the settings of the command are used, because those of the injector are unknown: {problem}");
        return (fallback.Settings, problem);
    }

    private WebhookScope GetScope(
        ReadResult<WebhookConfiguration> configuration,
        ReadResult<PartialObjectMetadata> podNamespace,
        IReadOnlyDictionary<string, string> podLabels)
    {
        foreach (var (part, problem) in new[]
        {
            ("webhook configuration", configuration.Problem),
            ("namespace", podNamespace.Problem),
        })
        {
            if (problem is not null)
            {
                _notices.Add($"it is uncertain whether the API server calls the webhook; {part}: {problem}");
            }
        }

        var labels = podNamespace.Object?.Metadata?.Labels ?? NoLabels;
        return configuration switch
        {
            { IsMissing: true } => new WebhookScope(
                false, $"the webhook configuration {InstalledNames.Injector} does not exist", HasOptedIn: true),
            { Object: { InjectorWebhook: null } } => new WebhookScope(
                false,
                $"the webhook configuration {InstalledNames.Injector} has no webhook {InstalledNames.Webhook}",
                HasOptedIn: true),
            _ when podNamespace.Object is null => new WebhookScope(
                null, "the labels of the namespace cannot be read", HasOptedIn: false),
            { Object: { InjectorWebhook: { } webhook } } => WebhookScope.Evaluate(webhook, labels, podLabels),
            _ => WebhookScope.FromNamespaceLabel(labels),
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
            throw new ApiException($"the response for pod {name} is not a pod: {exception.Message}");
        }
    }

    private async Task<KubernetesVersion?> ReadVersionAsync(CancellationToken cancellation)
    {
        var info = await client.FindAsync("/version", KubernetesJson.Default.VersionInfo, cancellation);
        return KubernetesVersion.Parser.Parse(info.Object?.GitVersion ?? "", out var version) is null ? version : null;
    }
}
