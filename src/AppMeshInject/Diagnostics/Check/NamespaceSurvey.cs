using System.Text;
using System.Text.Json;
using AppMeshInject.Diagnostics.Installation;
using AppMeshInject.Injection.Decisions;
using AppMeshInject.Injection.Json;
using AppMeshInject.Injection.Pods;
using AppMeshInject.KubernetesApi;

namespace AppMeshInject.Diagnostics.Check;

/// <summary>Counts the running pods of a namespace by the state of their sidecars and by workload.</summary>
/// <param name="namespace">The namespace.</param>
/// <param name="webhook">The webhook, which can exclude pods; null if it could not be read.</param>
internal sealed class NamespaceSurvey(string @namespace, MutatingWebhook? webhook)
{
    private const int PageSize = 200;

    // Up to a million pods, which is more than a cluster supports:
    // https://kubernetes.io/docs/setup/best-practices/cluster-large/
    private const int MaxPages = 5000;

    private readonly HashSet<string> _requestedPages = [];
    private readonly Dictionary<SidecarState, Dictionary<Workload, int>> _counts = [];

    /// <summary>Gets the namespace.</summary>
    public string Namespace => @namespace;

    /// <summary>Gets the number of running pods.</summary>
    public int Pods { get; private set; }

    /// <summary>Gets the reason why some pods could not be read; null if all pods were read.</summary>
    public string? Problem { get; private set; }

    /// <summary>Gets, for each workload, the number of pods whose sidecar is in one of the given states.</summary>
    public IReadOnlyDictionary<Workload, int> GetCounts(params IReadOnlyCollection<SidecarState> states) => states
        .SelectMany(state => _counts.GetValueOrDefault(state) ?? [])
        .GroupBy(count => count.Key, count => count.Value)
        .ToDictionary(count => count.Key, count => count.Sum());

    /// <summary>Reads the pods page by page.</summary>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="injector">Decides which pods should have a sidecar.</param>
    /// <param name="baseline">The current settings and version.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="ApiException">The cluster cannot be reached.</exception>
    public async Task ReadAsync(
        ApiSession client, Injector injector, SidecarBaseline baseline, CancellationToken cancellation)
    {
        var path = InstalledNames.GetCorePath(
            @namespace, $"pods?fieldSelector=status.phase%3DRunning&limit={PageSize}");
        try
        {
            for (var token = ""; token is not null;)
            {
                var page = token.Length == 0 ? path : $"{path}&continue={Uri.EscapeDataString(token)}";
                token = AddPage(await client.GetBytesAsync(page, cancellation), injector, baseline);
            }
        }
        catch (ApiException exception) when (!exception.IsFinal)
        {
            Problem = exception.Message;
        }
        catch (Exception exception) when (exception is JsonException or PodFormatException or InvalidOperationException)
        {
            Problem = $"malformed response: {exception.Message}";
        }
    }

    // Returns the continue token of the next page; null after the last page.
    private string? AddPage(byte[] page, Injector injector, SidecarBaseline baseline)
    {
        var list = KubernetesJson.Read(page, KubernetesJson.Default.JsonObjectList);
        var items = list.Items ?? throw new JsonException("the list has no field `items`");

        // A repeated token would lead to an endless loop. The page itself is not counted again.
        var token = list.Metadata?.Continue;
        if (token is { Length: > 0 } && (!_requestedPages.Add(token) || _requestedPages.Count == MaxPages))
        {
            Problem = "the list of pods does not end";
            return null;
        }

        foreach (var item in items)
        {
            Add(item, injector, baseline);
        }

        return token is { Length: > 0 } ? token : null;
    }

    private void Add(JsonElement item, Injector injector, SidecarBaseline baseline)
    {
        var metadata = item.Deserialize(KubernetesJson.Default.PartialObjectMetadata)?.Metadata;
        if (metadata?.DeletionTimestamp is not null)
        {
            return;
        }

        Pods++;
        var pod = PodReader.Read(Encoding.UTF8.GetBytes(item.GetRawText()));
        var workload = Workload.FromPod(pod);
        var decision = injector.Decide(pod, @namespace, workload);
        var state = baseline.Evaluate(SidecarBaseline.FindStatus(pod), decision, IsSelected(pod), isReliable: true);
        var counts = _counts[state] = _counts.GetValueOrDefault(state) ?? [];
        counts[workload] = counts.GetValueOrDefault(workload) + 1;
    }

    // Unknown match conditions can exclude any pod, so that no pod is reported as missing its sidecar.
    private bool IsSelected(PodView pod) =>
        webhook?.ObjectSelector?.Selects(pod.Labels) != false && KnownMatchConditions.FindProblem(webhook) is null;
}
