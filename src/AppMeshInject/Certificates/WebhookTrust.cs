using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>
/// The caBundle of our webhook. It is written by server-side apply under a manager of its own, so that neither `kubectl apply` nor
/// GitOps, which do not know of it, takes it away.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/server-side-apply/</remarks>
internal sealed class WebhookTrust(ApiClient client)
{
    private const string Manager = "aws-app-mesh-inject-certificates";

    /// <summary>Reads the bundle; null where there is no configuration, or our webhook is not in it.</summary>
    public async Task<LiveBundle?> FindAsync(CancellationToken cancellation)
    {
        var response = await client.FindAsync(InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        return Read(response.Object, response.Date);
    }

    /// <summary>Writes the bundle, unless the configuration changed since it was read or is gone.</summary>
    /// <returns>The bundle as it is then; null where it was not written: look again.</returns>
    public async Task<LiveBundle?> WriteAsync(TrustBundle bundle, LiveBundle read, CancellationToken cancellation)
    {
        var configuration = new WebhookConfiguration
        {
            ApiVersion = "admissionregistration.k8s.io/v1",
            Kind = "MutatingWebhookConfiguration",

            // With its identity the apply never creates a configuration that somebody deleted.
            Metadata = new ObjectMetadata { Name = InstalledNames.Injector, Uid = read.Metadata.Uid, ResourceVersion = read.Metadata.ResourceVersion },
            Webhooks = [new MutatingWebhook { Name = InstalledNames.Webhook, ClientConfig = new WebhookClientConfig { CaBundle = bundle.Write() } }],
        };
        var written = await client.WriteAsync(
            HttpMethod.Patch,
            $"{InstalledNames.ConfigurationPath}?fieldManager={Manager}&force=true",
            configuration,
            "application/apply-patch+yaml",
            KubernetesJson.Default.WebhookConfiguration,
            cancellation);
        return Read(written, date: null);
    }

    private static LiveBundle? Read(WebhookConfiguration? configuration, DateTimeOffset? date)
    {
        var webhook = configuration?.InjectorWebhook;
        if (configuration?.Metadata is not { } metadata || webhook is null)
        {
            return null;
        }

        var written = metadata.ManagedFields?.FirstOrDefault(fields => fields.Manager == Manager)?.Time;
        return new LiveBundle(TrustBundle.Read(webhook.ClientConfig?.CaBundle), metadata, date - written);
    }
}

/// <summary>The caBundle of our webhook as the API server has it.</summary>
/// <param name="Bundle">The bundle.</param>
/// <param name="Metadata">Of the configuration it stands in.</param>
/// <param name="Age">How long ago we last wrote it, by the API server's clock; null where it is not known.</param>
internal sealed record LiveBundle(TrustBundle Bundle, ObjectMetadata Metadata, TimeSpan? Age);
