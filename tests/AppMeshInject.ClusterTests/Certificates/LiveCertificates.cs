using System.Security.Cryptography.X509Certificates;
using System.Text;
using AppMeshInject.ClusterTests.Clusters;
using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Certificates;

/// <summary>The certificates of the injector as they are in the cluster.</summary>
internal sealed class LiveCertificates(Cluster cluster)
{
    public const string SecretName = "aws-app-mesh-inject-certificate";

    /// <summary>The caBundle of the webhook; empty where there is none.</summary>
    public async Task<byte[]> BundleAsync() =>
        (await cluster.Api.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync(Injector.Name)).Webhooks.Single().ClientConfig.CaBundle ?? [];

    /// <summary>How many authorities the caBundle has.</summary>
    public async Task<int> AuthoritiesAsync()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(Encoding.UTF8.GetString(await BundleAsync()));
        return authorities.Count;
    }

    /// <summary>The Secret's data.</summary>
    public async Task<IDictionary<string, byte[]>> SecretAsync() =>
        (await cluster.Api.CoreV1.ReadNamespacedSecretAsync(SecretName, Injector.Namespace)).Data;

    /// <summary>A certificate of the Secret; null where it is not there.</summary>
    public async Task<X509Certificate2?> FindAsync(string key)
    {
        var secrets = await cluster.Api.CoreV1.ListNamespacedSecretAsync(Injector.Namespace);
        return secrets.Items.SingleOrDefault(secret => secret.Name() == SecretName)?.Data[key] is { Length: > 0 } pem
            ? X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(pem))
            : null;
    }

    /// <summary>Overwrites the caBundle, as somebody would who means no harm.</summary>
    public Task SpoilBundleAsync(string base64) => cluster.Api.AdmissionregistrationV1.PatchMutatingWebhookConfigurationAsync(
        new V1Patch($$"""[{ "op": "replace", "path": "/webhooks/0/clientConfig/caBundle", "value": "{{base64}}" }]""", V1Patch.PatchType.JsonPatch), Injector.Name);

    /// <summary>Empties a part of the Secret, which is how it is renewed at once.</summary>
    public Task EmptyAsync(string key) => cluster.Api.CoreV1.PatchNamespacedSecretAsync(
        new V1Patch($$"""{ "data": { "{{key}}": "" } }""", V1Patch.PatchType.MergePatch), SecretName, Injector.Namespace);

    /// <summary>Deletes the Secret, which is how everything is made anew at once.</summary>
    public Task DeleteAsync() => cluster.Api.CoreV1.DeleteNamespacedSecretAsync(SecretName, Injector.Namespace);

    /// <summary>Waits for something to become true of the certificates.</summary>
    public Task UntilAsync(string what, Func<Task<bool>> condition) => Waiting.ForAsync(
        what, async () => await condition() ? what : null, () => Diagnosis.OfAsync(cluster.Terminal, Injector.Namespace));
}
