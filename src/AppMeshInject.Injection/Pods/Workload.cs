namespace AppMeshInject.Injection.Pods;

/// <summary>What a person deploys and a pod belongs to: the Deployment, not its ReplicaSet; the CronJob, not its Job.</summary>
/// <param name="Kind">Its kind. A ReplicaSet that ends in a template hash counts as the Deployment that made it.</param>
/// <param name="Name">Its name.</param>
public readonly record struct Workload(string Kind, string Name)
{
    private const int MinScheduleLength = 8;
    private const int MaxScheduleLength = 10;

    /// <summary>Whether its pods are meant to end by themselves.</summary>
    public bool RunsToCompletion => Kind is "Job" or "CronJob";

    /// <summary>The workload of a pod, found from the pod alone, without a call to the API server.</summary>
    public static Workload FromPod(PodView pod) =>
        GetController(pod) is { } owner ? FromOwner(owner.Kind, owner.Name, pod) : new Workload("Pod", GetNameOrPrefix(pod.Name, pod.GenerateName));

    /// <summary>The workload that an object of this kind and name stands for, as the owner of this pod.</summary>
    public static Workload FromOwner(string kind, string name, PodView pod) => kind switch
    {
        "ReplicaSet" => FromReplicaSet(name, pod),
        "Job" => FromJob(name),
        _ => new Workload(kind, name),
    };

    /// <summary>The owner that looks after a pod; null where it has none.</summary>
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

    /// <summary>A name, or where it is yet to be generated the prefix it will have, less its dash.</summary>
    public static string GetNameOrPrefix(string? name, string? generateName) =>
        !string.IsNullOrEmpty(name) ? name
        : generateName is [.. var prefix, '-'] ? prefix
        : generateName ?? "";

    private static Workload FromReplicaSet(string name, PodView pod) =>
        TrimHash(name, pod, KnownKeys.PodTemplateHashLabel) is { } deployment ? new Workload("Deployment", deployment)
        : TrimHash(name, pod, KnownKeys.RolloutsPodTemplateHashLabel) is { } rollout ? new Workload("Rollout", rollout)
        : new Workload("ReplicaSet", name);

    private static string? TrimHash(string name, PodView pod, string label) =>
        pod.Labels.TryGetValue(label, out var hash)
        && hash.Length > 0
        && name.Length > hash.Length + 1
        && name.EndsWith(hash, StringComparison.Ordinal)
        && name[^(hash.Length + 1)] == '-'
            ? name[..^(hash.Length + 1)]
            : null;

    // A CronJob names its Jobs after the minute they are due, since the epoch, and before Kubernetes 1.21 after the second:
    // https://github.com/kubernetes/kubernetes/pull/98316
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
