using System.Net;
using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>
/// The creation of a pod that is only tried, by a server-side dry run: the API server asks the injector as for any other pod, so
/// this shows from anywhere whether it reaches and trusts it.
/// </summary>
/// <param name="Namespace">Where it was tried.</param>
/// <param name="Status">What the injector added; null where it did not.</param>
/// <param name="Failure">How the API server refused the pod; null where it did not.</param>
/// <param name="Unknown">Why the trial says nothing; null where it does.</param>
internal sealed record DryRunProbe(string Namespace, InjectStatus? Status, string? Failure, string? Unknown)
{
    // As little as a restricted namespace demands. It names a mesh of its own, so that an injector without one has no reason to refuse.
    private static readonly byte[] Pod = """
        {"apiVersion":"v1","kind":"Pod",
         "metadata":{"name":"appmesh-inject-check","annotations":{"appmesh.k8s.aws/sidecarInjectorWebhook":"enabled","appmesh.k8s.aws/mesh":"appmesh-inject-check"}},
         "spec":{"automountServiceAccountToken":false,
          "securityContext":{"runAsNonRoot":true,"runAsUser":65532,"seccompProfile":{"type":"RuntimeDefault"}},
          "containers":[{"name":"check","image":"appmesh-inject-check","resources":{"requests":{"cpu":"1m","memory":"1Mi"},"limits":{"cpu":"1m","memory":"1Mi"}},
           "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]}}
        """u8.ToArray();

    /// <summary>Tries it.</summary>
    /// <exception cref="ApiException">Nothing can be asked.</exception>
    public static async Task<DryRunProbe> RunAsync(ApiSession client, string @namespace, CancellationToken cancellation)
    {
        try
        {
            var created = await client.PostAsync(InstalledNames.GetCorePath(@namespace, "pods?dryRun=All"), Pod, cancellation);
            return new DryRunProbe(@namespace, InjectStatus.Of(KubernetesJson.Read(created, KubernetesJson.Default.PartialObjectMetadata).Metadata?.Annotations), null, null);
        }
        catch (JsonException)
        {
            return new DryRunProbe(@namespace, null, null, "the API server answered with something else than a pod");
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            return IsAboutTheInjector(exception)
                ? new DryRunProbe(@namespace, null, exception.Message, null)
                : new DryRunProbe(@namespace, null, null, exception.Message);
        }
    }

    // Somebody's quota, or a right that is missing, says nothing of the injector.
    private static bool IsAboutTheInjector(ApiException exception) =>
        exception.Message.Contains(InstalledNames.Webhook, StringComparison.Ordinal)
        || (exception.Status == HttpStatusCode.Forbidden && exception.Message.Contains("PodSecurity", StringComparison.Ordinal));
}
