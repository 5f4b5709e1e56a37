namespace AppMeshInject.ClusterTests.Availability;

/// <summary>A request to create a pod, and its result. Times are relative to the start of the load.</summary>
/// <param name="Pod">The name of the pod.</param>
/// <param name="Started">The time at which the request was sent.</param>
/// <param name="Ended">The time at which the response was complete.</param>
/// <param name="Failure">The error for which the pod was not created; null on success.</param>
/// <param name="HasProxy">Whether the created pod has an Envoy container. False on failure.</param>
internal sealed record PodCreation(string Pod, TimeSpan Started, TimeSpan Ended, string? Failure, bool HasProxy)
{
    public TimeSpan Latency => Ended - Started;

    /// <summary>Gets whether the pod was created without a proxy.</summary>
    public bool IsWithoutProxy => Failure is null && !HasProxy;

    public override string ToString() =>
        $"{Pod}, sent at {Started.TotalSeconds:F3} s, completed at {Ended.TotalSeconds:F3} s: {Failure}";
}
