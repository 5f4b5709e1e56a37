namespace AppMeshInject.Injection.Pods;

/// <summary>
/// The object that a user deployed to create a pod: for example the Deployment and not its ReplicaSet, or the CronJob
/// and not its Job.
/// </summary>
/// <param name="Kind">The kind, such as <c>Deployment</c>; <c>Pod</c> if the pod has no controller.</param>
/// <param name="Name">
/// The name; for a pod without a controller and with a generated name, the prefix of the name.
/// </param>
public readonly record struct Workload(string Kind, string Name)
{
    private const int MinScheduleLength = 8;
    private const int MaxScheduleLength = 10;

    /// <summary>Gets whether the pods run to completion.</summary>
    public bool RunsToCompletion => Kind is "Job" or "CronJob";

    /// <summary>
    /// Derives the workload of a pod from its owner references and labels, without a call to the API server.
    /// </summary>
    public static Workload FromPod(PodView pod) =>
        GetController(pod) is { } owner
            ? FromOwner(owner.Kind, owner.Name, pod)
            : new Workload("Pod", GetNameOrPrefix(pod.Name, pod.GenerateName));

    /// <summary>Derives the workload from the controller of a pod.</summary>
    /// <param name="kind">The kind of the controller.</param>
    /// <param name="name">The name of the controller.</param>
    /// <param name="pod">The pod, whose labels contain the template hash.</param>
    public static Workload FromOwner(string kind, string name, PodView pod) => kind switch
    {
        "ReplicaSet" => FromReplicaSet(name, pod),
        "Job" => FromJob(name),
        _ => new Workload(kind, name),
    };

    /// <summary>Finds the controller of a pod: the controlling owner, or else the only owner.</summary>
    /// <returns>The owner; null if the pod has no owner, or several without a controller.</returns>
    public static OwnerReference? GetController(PodView pod)
    {
        foreach (var owner in pod.Owners)
        {
            if (owner.IsController)
            {
                return owner;
            }
        }

        return pod.Owners.Count == 1 ? pod.Owners[0] : null;
    }

    /// <summary>Returns the name of an object, or else <c>generateName</c> without the dash at its end.</summary>
    /// <returns>The name or prefix; empty if the object has neither.</returns>
    public static string GetNameOrPrefix(string? name, string? generateName) =>
        !string.IsNullOrEmpty(name) ? name
        : generateName is [.. var prefix, '-'] ? prefix
        : generateName ?? "";

    private static Workload FromReplicaSet(string name, PodView pod) =>
        TrimTemplateHash(name, pod, KnownKeys.PodTemplateHashLabel) is { } deployment
            ? new Workload("Deployment", deployment)
        : TrimTemplateHash(name, pod, KnownKeys.RolloutsPodTemplateHashLabel) is { } rollout
            ? new Workload("Rollout", rollout)
        : new Workload("ReplicaSet", name);

    private static string? TrimTemplateHash(string name, PodView pod, string label) =>
        pod.Labels.TryGetValue(label, out var hash)
        && hash.Length > 0
        && name.Length > hash.Length + 1
        && name.EndsWith(hash, StringComparison.Ordinal)
        && name[^(hash.Length + 1)] == '-'
            ? name[..^(hash.Length + 1)]
            : null;

    // The name of a CronJob's Job ends with its scheduled time in minutes since the Unix epoch; before Kubernetes 1.21,
    // in seconds: https://github.com/kubernetes/kubernetes/pull/98316
    private static Workload FromJob(string name)
    {
        var dash = name.LastIndexOf('-');
        var schedule = name.AsSpan(dash + 1);
        return dash > 0
            && schedule.Length is >= MinScheduleLength and <= MaxScheduleLength
            && !schedule.ContainsAnyExceptInRange('0', '9')
                ? new Workload("CronJob", name[..dash])
                : new Workload("Job", name);
    }
}
