
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Annotations;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Settings;
using AppMeshInject.KubernetesApi;
using AppMeshInject.Terminal;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Looks at an installation through the API server, with the rights of whoever asks.</summary>
internal sealed class InstallationInspector(ApiSession client, string injectorNamespace, TimeProvider time)
{
    // Where the settings are not known, only a pod that asks for its sidecar is known to need one.
    private static readonly InjectorSettings WithoutKnownSettings = SettingsLoader.Load(CommandLine.Parse(["--inject-default=false"]).Settings, new Dictionary<string, string>()).Settings;

    /// <summary>Looks at all of it.</summary>
    /// <exception cref="ApiException">Nothing can be asked.</exception>
    public async Task<InstallationState> LookAsync(CancellationToken cancellation)
    {
        var configuration = await client.FindAsync(InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        var settings = await InstalledSettings.ReadAsync(client, injectorNamespace, [], cancellation);
        var replicas = await client.ListAsync(
            InstalledNames.GetCorePath(injectorNamespace, $"pods?labelSelector={Uri.EscapeDataString(InstalledNames.Selector)}"), KubernetesJson.Default.PodList, cancellation);
        var labelled = await client.ListAsync(
            $"/api/v1/namespaces?labelSelector={Uri.EscapeDataString(AnnotationCatalogue.InjectionSwitch.Key)}", KubernetesJson.Default.PartialObjectMetadataList, cancellation);
        var namespaces = (labelled.Object?.Items ?? []).Where(item => item.Metadata is { Name: not null, Labels: not null, DeletionTimestamp: null }).ToList();
        var selected = namespaces.Where(item => IsMeshed(item, configuration.Object?.InjectorWebhook)).Select(item => item.Metadata!.Name!).ToList();
        return new InstallationState
        {
            InjectorNamespace = injectorNamespace,
            Now = time.GetUtcNow(),
            Configuration = configuration,
            Service = await ServiceAsync(configuration.Object?.InjectorWebhook, cancellation),
            Settings = settings,
            Replicas = new(replicas.Object is { } list ? list.Items ?? [] : null, replicas.Problem),
            Namespaces = new(labelled.Object is null ? null : namespaces, labelled.Problem),
            Trial = selected is [var first, ..] ? await DryRunProbe.RunAsync(client, first, cancellation) : null,
            Surveys = await SurveyAsync(selected, configuration.Object?.InjectorWebhook, settings.Object, cancellation),
        };
    }

    // The injector itself would not look at its own pods.
    private bool IsMeshed(PartialObjectMetadata @namespace, MutatingWebhook? webhook)
    {
        var labels = @namespace.Metadata!.Labels!;
        return !SystemNamespaces.Has(@namespace.Metadata.Name!, injectorNamespace)
            && (webhook is null ? WebhookScope.OptsIn(labels) : webhook.NamespaceSelector?.Selects(labels) != false);
    }

    private async Task<ReadResult<Service>> ServiceAsync(MutatingWebhook? webhook, CancellationToken cancellation) =>
        webhook?.ClientConfig?.Service is { Name: { } name, Namespace: { } @namespace }
            ? await client.FindAsync(InstalledNames.GetCorePath(@namespace, $"services/{Uri.EscapeDataString(name)}"), KubernetesJson.Default.Service, cancellation)
            : default;

    private async Task<IReadOnlyList<NamespaceSurvey>> SurveyAsync(
        IReadOnlyList<string> namespaces, MutatingWebhook? webhook, InstalledSettings? settings, CancellationToken cancellation)
    {
        var judged = settings?.Usable ?? WithoutKnownSettings;
        var injector = new Injector(judged, ClusterInfo.From(judged, injectorNamespace));
        var surveys = new List<NamespaceSurvey>();
        foreach (var @namespace in namespaces)
        {
            var survey = new NamespaceSurvey(@namespace, webhook);
            await survey.LookAsync(client, injector, cancellation);
            surveys.Add(survey);
        }

        return surveys;
    }
}
