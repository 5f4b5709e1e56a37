namespace AppMeshInject.ClusterTests.Availability;

/// <summary>A replica that was deleted with no grace.</summary>
/// <param name="Asked">When the API server was asked to, by the clock of the load.</param>
/// <param name="Done">When it had answered: the replica was gone from its list, and no longer in the Service.</param>
internal sealed record Kill(TimeSpan Asked, TimeSpan Done)
{
    // What the API server says where it got no answer of the webhook. A refusal by the webhook has other words.
    private const string NoAnswer = "failed calling webhook";

    /// <summary>
    /// Whether a creation may have failed because of this kill. It must have been in flight at that moment, so asked for before the
    /// deletion was done and answered after it was asked for, and must have got no answer of the webhook. Nothing is forgiven to a creation
    /// that was asked for a moment later: the replica, which the kubelet tells to stop before it ends it, has no business with it, and
    /// sees to it that the API server has none with the replica.
    /// </summary>
    public bool Explains(Creation creation) =>
        creation.Started < Done && creation.Ended > Asked && creation.Failure?.Contains(NoAnswer, StringComparison.Ordinal) == true;
}
