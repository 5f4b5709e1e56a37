using System.Security.Cryptography.X509Certificates;
using System.Text;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>
/// Reads and changes the injector's certificate Secret and the caBundle of its webhook configuration.
/// </summary>
internal sealed class InstalledCertificates(Cluster cluster)
{
    public const string SecretName = "aws-app-mesh-inject-certificate";

    /// <summary>Returns the caBundle of the webhook configuration; empty where it has none.</summary>
    public async Task<byte[]> GetCaBundleAsync()
    {
        var configuration =
            await cluster.Api.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync(Injector.Name);
        return configuration.Webhooks.Single().ClientConfig.CaBundle ?? [];
    }

    /// <summary>Returns the number of CA certificates in the caBundle.</summary>
    public async Task<int> CountCaCertificatesAsync()
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Encoding.UTF8.GetString(await GetCaBundleAsync()));
        return certificates.Count;
    }

    /// <summary>Returns the data of the Secret, which must exist.</summary>
    public async Task<IDictionary<string, byte[]>> GetSecretDataAsync() =>
        (await cluster.Api.CoreV1.ReadNamespacedSecretAsync(SecretName, Injector.Namespace)).Data;

    /// <summary>
    /// Returns a certificate of the Secret; null where the Secret does not exist or the key is empty.
    /// </summary>
    /// <param name="key">The key of the Secret, such as <c>tls.crt</c>.</param>
    public async Task<X509Certificate2?> FindCertificateAsync(string key)
    {
        var secrets = await cluster.Api.CoreV1.ListNamespacedSecretAsync(Injector.Namespace);
        return secrets.Items.SingleOrDefault(secret => secret.Name() == SecretName)?.Data[key] is { Length: > 0 } pem
            ? X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(pem))
            : null;
    }

    /// <summary>Replaces the caBundle.</summary>
    /// <param name="base64">The new value, as base64; the empty string clears it.</param>
    public Task OverwriteCaBundleAsync(string base64)
    {
        var patch =
            $$"""[{ "op": "replace", "path": "/webhooks/0/clientConfig/caBundle", "value": "{{base64}}" }]""";
        return cluster.Api.AdmissionregistrationV1.PatchMutatingWebhookConfigurationAsync(
            new V1Patch(patch, V1Patch.PatchType.JsonPatch), Injector.Name);
    }

    /// <summary>Clears a key of the Secret, which makes the injector renew it immediately.</summary>
    public Task ClearSecretKeyAsync(string key)
    {
        var patch = $$"""{ "data": { "{{key}}": "" } }""";
        return cluster.Api.CoreV1.PatchNamespacedSecretAsync(
            new V1Patch(patch, V1Patch.PatchType.MergePatch), SecretName, Injector.Namespace);
    }

    /// <summary>
    /// Deletes the Secret, which makes the injector create a new CA and a new certificate immediately.
    /// </summary>
    public Task DeleteSecretAsync() =>
        cluster.Api.CoreV1.DeleteNamespacedSecretAsync(SecretName, Injector.Namespace);

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="what">A description of the condition, for the error message.</param>
    /// <param name="condition">The condition.</param>
    public Task WaitUntilAsync(string what, Func<Task<bool>> condition) => Polling.WaitForAsync(
        what,
        async () => await condition() ? what : null,
        () => Diagnosis.CollectAsync(cluster.Terminal, Injector.Namespace));
}
