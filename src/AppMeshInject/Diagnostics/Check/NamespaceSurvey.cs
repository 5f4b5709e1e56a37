using System.Text;
using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>The running pods of a namespace, counted by the workloads they belong to.</summary>
/// <param name="namespace">The namespace.</param>
/// <param name="webhook">The webhook, which may leave pods out; null where it could not be read.</param>
internal sealed class NamespaceSurvey(string @namespace, MutatingWebhook? webhook)
{
    private const int PageSize = 200;

    // A million pods, many times what a whole cluster has: https://kubernetes.io/docs/setup/best-practices/cluster-large/
    private const int MostPages = 5000;

    private readonly HashSet<string> _pagesAsked = [];
    private readonly Dictionary<Workload, int> _lacking = [];
    private readonly Dictionary<(string Settings, string Version), Dictionary<Workload, int>> _carrying = [];

    /// <summary>The namespace.</summary>
    public string Namespace => @namespace;

    /// <summary>How many pods it has that run.</summary>
    public int Pods { get; private set; }

    /// <summary>Why its pods could not all be looked at; null where they could.</summary>
    public string? Problem { get; private set; }

    /// <summary>The workloads whose pods should carry the sidecar and do not, and how many pods.</summary>
    public IReadOnlyDictionary<Workload, int> Lacking => _lacking;

    /// <summary>The workloads whose pods carry the sidecar of settings and a version, and how many pods.</summary>
    public IReadOnlyDictionary<(string Settings, string Version), Dictionary<Workload, int>> Carrying => _carrying;

    /// <summary>Looks at the pods, a page at a time.</summary>
    /// <exception cref="ApiException">Nothing can be asked.</exception>
    public async Task LookAsync(ApiSession client, Injector injector, CancellationToken cancellation)
    {
        var path = InstalledNames.GetCorePath(@namespace, $"pods?fieldSelector=status.phase%3DRunning&limit={PageSize}");
        try
        {
            for (var next = ""; next is not null;)
            {
                next = Take(await client.GetBytesAsync(next.Length == 0 ? path : $"{path}&continue={Uri.EscapeDataString(next)}", cancellation), injector);
            }
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            Problem = exception.Message;
        }
        catch (Exception exception) when (exception is JsonException or PodFormatException or InvalidOperationException)
        {
            Problem = $"they cannot be understood: {exception.Message}";
        }
    }

    // Returns where the list goes on; null at its end.
    private string? Take(byte[] page, Injector injector)
    {
        var list = KubernetesJson.Read(page, KubernetesJson.Default.JsonObjectList);
        var items = list.Items ?? throw new JsonException("the list has no items");

        // A page that leads to itself is known by where it leads, and not counted again.
        var next = list.Metadata?.Continue is { Length: > 0 } token ? token : null;
        if (next is not null && (!_pagesAsked.Add(next) || _pagesAsked.Count == MostPages))
        {
            Problem = "the list of them does not end";
            return null;
        }

        foreach (var item in items)
        {
            Take(item, injector);
        }

        return next;
    }

    private void Take(JsonElement item, Injector injector)
    {
        var metadata = item.Deserialize(KubernetesJson.Default.PartialObjectMetadata)?.Metadata;
        if (metadata?.DeletionTimestamp is not null)
        {
            return;
        }

        Pods++;
        var pod = PodReader.Read(Encoding.UTF8.GetBytes(item.GetRawText()));
        var workload = Workload.Of(pod);
        if (InjectStatus.Carried(pod) is { } status)
        {
            var sidecar = (status.Settings ?? "", status.Version ?? "");
            _carrying[sidecar] = _carrying.GetValueOrDefault(sidecar) ?? [];
            _carrying[sidecar][workload] = _carrying[sidecar].GetValueOrDefault(workload) + 1;
        }
        else if (IsSelected(pod) && injector.Decide(pod, @namespace, workload).Reason is Reason.Injected or Reason.InvalidAnnotation or Reason.NoMesh)
        {
            _lacking[workload] = _lacking.GetValueOrDefault(workload) + 1;
        }
    }

    // Whom conditions leave out is not known, so nobody is said to lack a sidecar.
    private bool IsSelected(PodView pod) => webhook?.ObjectSelector?.Selects(pod.Labels) != false && KnownConditions.ProblemOf(webhook) is null;
}
