using System.Net;
using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Sidecars;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>
/// Creates a pod with a server-side dry run. The API server calls the injector as for any other pod, so the result
/// shows whether the API server reaches and trusts the injector.
/// </summary>
/// <param name="Namespace">The namespace of the dry run.</param>
/// <param name="Status">The inject status of the created pod; null if it was not injected.</param>
/// <param name="Rejection">The error if the injector or Pod Security rejected the pod; otherwise null.</param>
/// <param name="Problem">The reason why the dry run has no result; null if it has a result.</param>
internal sealed record DryRunProbe(string Namespace, InjectStatus? Status, string? Rejection, string? Problem)
{
    // Complies with the restricted Pod Security standard. Sets a mesh, so that an injector without a mesh accepts it.
    private static readonly byte[] PodJson = """
        {"apiVersion":"v1","kind":"Pod",
         "metadata":{"name":"appmesh-inject-check","annotations":{
          "appmesh.k8s.aws/sidecarInjectorWebhook":"enabled","appmesh.k8s.aws/mesh":"appmesh-inject-check"}},
         "spec":{"automountServiceAccountToken":false,
          "securityContext":{"runAsNonRoot":true,"runAsUser":65532,"seccompProfile":{"type":"RuntimeDefault"}},
          "containers":[{"name":"check","image":"appmesh-inject-check",
           "resources":{"requests":{"cpu":"1m","memory":"1Mi"},"limits":{"cpu":"1m","memory":"1Mi"}},
           "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}
        """u8.ToArray();

    /// <summary>Runs the dry run.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="namespace">The namespace to create the pod in.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="ApiException">The cluster cannot be reached.</exception>
    public static async Task<DryRunProbe> RunAsync(
        ApiSession client, string @namespace, CancellationToken cancellation)
    {
        try
        {
            var pod = await client.PostAsync(
                InstalledNames.GetCorePath(@namespace, "pods?dryRun=All"), PodJson, cancellation);
            var created = KubernetesJson.Read(pod, KubernetesJson.Default.PartialObjectMetadata);
            var status = SidecarBaseline.FindStatus(created.Metadata?.Annotations);
            return new DryRunProbe(@namespace, status, null, null);
        }
        catch (JsonException)
        {
            return new DryRunProbe(@namespace, null, null, "the response of the API server is not a pod");
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            return IsCausedByInjector(exception)
                ? new DryRunProbe(@namespace, null, exception.Message, null)
                : new DryRunProbe(@namespace, null, null, exception.Message);
        }
    }

    // Other errors, such as a quota or a missing permission, are unrelated to the injector.
    private static bool IsCausedByInjector(ApiException exception) =>
        exception.Message.Contains(InstalledNames.Webhook, StringComparison.Ordinal)
        || (exception.Status == HttpStatusCode.Forbidden
            && exception.Message.Contains("PodSecurity", StringComparison.Ordinal));
}
