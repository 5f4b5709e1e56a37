namespace AppMeshInject.ClusterTests.Availability;

/// <summary>The deletion of a replica without a grace period. Times are relative to the start of the load.</summary>
/// <param name="Started">The time at which the deletion was requested.</param>
/// <param name="Ended">The time of the response: the API server no longer lists the replica.</param>
internal sealed record ReplicaKill(TimeSpan Started, TimeSpan Ended)
{
    // The API server's message when it gets no response from the webhook. A rejection by the webhook has "denied":
    // https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/util/webhook/error.go
    private const string NoResponse = "failed calling webhook";

    /// <summary>
    /// Returns whether this kill explains a failed creation: the creation was in flight during the kill, and the API
    /// server got no response from the webhook. A creation that starts later is not explained: the kubelet sends the
    /// replica a termination signal one or two seconds before it kills it, time enough to stop receiving connections.
    /// </summary>
    public bool Explains(PodCreation creation) =>
        creation.Started < Ended && creation.Ended > Started
        && creation.Failure?.Contains(NoResponse, StringComparison.Ordinal) == true;
}
