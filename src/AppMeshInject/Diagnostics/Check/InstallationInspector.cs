using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Reads the state of an installation from the API server, with the permissions of the user.</summary>
/// <param name="client">The client of the cluster.</param>
/// <param name="injectorNamespace">The namespace of the injector.</param>
/// <param name="time">Provides the current time.</param>
internal sealed class InstallationInspector(ApiSession client, string injectorNamespace, TimeProvider time)
{
    // If the settings are unknown, only pods that request injection are known to need a sidecar.
    private static readonly InjectorSettings FallbackSettings = SettingsLoader
        .Load(CommandLine.Parse(["--inject-default=false"]).Settings, new Dictionary<string, string>())
        .Settings;

    /// <summary>Reads the state.</summary>
    /// <exception cref="ApiException">The cluster cannot be reached.</exception>
    public async Task<InstallationState> InspectAsync(CancellationToken cancellation)
    {
        var configuration = await client.FindAsync(
            InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        var webhook = configuration.Object?.InjectorWebhook;
        var settings = await InstalledSettings.ReadAsync(client, injectorNamespace, [], cancellation);
        var replicas = await client.ListAsync(
            InstalledNames.GetCorePath(
                injectorNamespace, $"pods?labelSelector={Uri.EscapeDataString(InstalledNames.Selector)}"),
            KubernetesJson.Default.PodList,
            cancellation);
        var labeled = await client.ListAsync(
            $"/api/v1/namespaces?labelSelector={Uri.EscapeDataString(AnnotationCatalogue.InjectionSwitch.Key)}",
            KubernetesJson.Default.PartialObjectMetadataList,
            cancellation);
        var namespaces = (labeled.Object?.Items ?? [])
            .Where(item => item.Metadata is { Name: not null, Labels: not null, DeletionTimestamp: null })
            .ToList();
        var selected = namespaces
            .Where(item => IsInMesh(item, webhook))
            .Select(item => item.Metadata!.Name!)
            .ToList();
        var service = await FindServiceAsync(webhook, cancellation);
        var dryRun = selected is [var first, ..] ? await DryRunProbe.RunAsync(client, first, cancellation) : null;
        var baseline = dryRun?.Status is { Settings: { } hash, Version: { } version }
            ? new SidecarBaseline(hash, version)
            : new SidecarBaseline(settings.Object?.Usable?.Hash, InjectorVersion.Current);
        return new InstallationState
        {
            InjectorNamespace = injectorNamespace,
            Now = time.GetUtcNow(),
            Configuration = configuration,
            Service = service,
            Settings = settings,
            Replicas = new(replicas.Object is { } list ? list.Items ?? [] : null, replicas.Problem),
            Namespaces = new(labeled.Object is null ? null : namespaces, labeled.Problem),
            DryRun = dryRun,
            Baseline = baseline,
            Surveys = await ReadNamespacesAsync(selected, webhook, settings.Object?.Usable, baseline, cancellation),
        };
    }

    // System namespaces are skipped, like the injector skips them.
    private bool IsInMesh(PartialObjectMetadata @namespace, MutatingWebhook? webhook)
    {
        var labels = @namespace.Metadata!.Labels!;
        return !SystemNamespaces.Contains(@namespace.Metadata.Name!, injectorNamespace)
            && (webhook is null
                ? WebhookScope.IsOptedIn(labels)
                : webhook.NamespaceSelector?.Selects(labels) != false);
    }

    private async Task<ReadResult<Service>> FindServiceAsync(
        MutatingWebhook? webhook, CancellationToken cancellation) =>
        webhook?.ClientConfig?.Service is { Name: { } name, Namespace: { } @namespace }
            ? await client.FindAsync(
                InstalledNames.GetCorePath(@namespace, $"services/{Uri.EscapeDataString(name)}"),
                KubernetesJson.Default.Service,
                cancellation)
            : default;

    private async Task<IReadOnlyList<NamespaceSurvey>> ReadNamespacesAsync(
        IReadOnlyList<string> namespaces,
        MutatingWebhook? webhook,
        InjectorSettings? knownSettings,
        SidecarBaseline baseline,
        CancellationToken cancellation)
    {
        var settings = knownSettings ?? FallbackSettings;
        var injector = new Injector(settings, ClusterInfo.FromSettings(settings, injectorNamespace));
        var surveys = new List<NamespaceSurvey>();
        foreach (var @namespace in namespaces)
        {
            var survey = new NamespaceSurvey(@namespace, webhook);
            await survey.ReadAsync(client, injector, baseline, cancellation);
            surveys.Add(survey);
        }

        return surveys;
    }
}
