namespace AppMeshInject.ClusterTests.Availability;

/// <summary>A replica that was deleted with no grace.</summary>
/// <param name="Asked">When the API server was asked to, by the clock of the load.</param>
/// <param name="Done">When it had answered: the replica was gone from its list, and no longer in the Service.</param>
internal sealed record Kill(TimeSpan Asked, TimeSpan Done)
{
    // What the API server says where it got no answer of the webhook. A refusal by the webhook has other words.
    private const string NoAnswer = "failed calling webhook";

    /// <summary>
    /// Whether a creation failed because of this kill: it was in flight at that moment, so asked for before the deletion was done and
    /// answered after it was asked for, and the API server got no answer of the webhook. One that was asked for a moment later counts as
    /// rejected: also a replica without grace is told to stop a second or two before it is ended, and has that time to see that no
    /// connection leads to it any more.
    /// </summary>
    public bool Explains(Creation creation) =>
        creation.Started < Done && creation.Ended > Asked && creation.Failure?.Contains(NoAnswer, StringComparison.Ordinal) == true;
}
