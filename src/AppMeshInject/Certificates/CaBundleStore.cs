using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Certificates;

/// <summary>
/// Reads and writes the caBundle of the injector's webhook. It writes by server-side apply with a separate field
/// manager, so that `kubectl apply` and GitOps tools, whose manifests have no caBundle, do not remove it.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/server-side-apply/</remarks>
/// <param name="client">The client of the API server.</param>
internal sealed class CaBundleStore(ApiClient client)
{
    private const string FieldManager = "aws-app-mesh-inject-certificates";

    /// <summary>Reads the caBundle.</summary>
    /// <returns>The caBundle; null if the webhook configuration does not exist or does not have the webhook.</returns>
    /// <exception cref="ApiException">The call failed.</exception>
    public async Task<InstalledCaBundle?> FindAsync(CancellationToken cancellation)
    {
        var response = await client.FindAsync(
            InstalledNames.ConfigurationPath, KubernetesJson.Default.WebhookConfiguration, cancellation);
        return GetBundle(response.Object, response.Date);
    }

    /// <summary>Writes the caBundle, if the webhook configuration has not changed since it was read.</summary>
    /// <param name="bundle">The caBundle to write.</param>
    /// <param name="current">The caBundle as it was read.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The written caBundle; null if the configuration was changed or deleted since it was read.</returns>
    /// <exception cref="ApiException">The call failed.</exception>
    public async Task<InstalledCaBundle?> WriteAsync(
        CaBundle bundle, InstalledCaBundle current, CancellationToken cancellation)
    {
        var configuration = new WebhookConfiguration
        {
            ApiVersion = "admissionregistration.k8s.io/v1",
            Kind = "MutatingWebhookConfiguration",
            Metadata = new ObjectMetadata
            {
                Name = InstalledNames.Injector,

                // The uid prevents the apply from creating the configuration again after a user deleted it.
                Uid = current.Metadata.Uid,
                ResourceVersion = current.Metadata.ResourceVersion,
            },
            Webhooks =
            [
                new MutatingWebhook
                {
                    Name = InstalledNames.Webhook,
                    ClientConfig = new WebhookClientConfig { CaBundle = bundle.Format() },
                },
            ],
        };
        var written = await client.WriteAsync(
            HttpMethod.Patch,
            $"{InstalledNames.ConfigurationPath}?fieldManager={FieldManager}&force=true",
            configuration,
            "application/apply-patch+yaml",
            KubernetesJson.Default.WebhookConfiguration,
            cancellation);
        return GetBundle(written, date: null);
    }

    private static InstalledCaBundle? GetBundle(WebhookConfiguration? configuration, DateTimeOffset? date)
    {
        var webhook = configuration?.InjectorWebhook;
        if (configuration?.Metadata is not { } metadata || webhook is null)
        {
            return null;
        }

        var written = metadata.ManagedFields?.FirstOrDefault(fields => fields.Manager == FieldManager)?.Time;
        return new InstalledCaBundle(CaBundle.Parse(webhook.ClientConfig?.CaBundle), metadata, date - written);
    }
}
