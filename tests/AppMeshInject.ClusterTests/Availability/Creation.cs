namespace AppMeshInject.ClusterTests.Availability;

/// <summary>A pod that the API server was asked to create, and what came of it.</summary>
/// <param name="Pod">Its name.</param>
/// <param name="Started">When it was asked, by the clock of the load.</param>
/// <param name="Ended">When it had answered.</param>
/// <param name="Failure">Why the pod was not created; null where it was.</param>
/// <param name="IsBare">Whether it was created without its proxy.</param>
internal sealed record Creation(string Pod, TimeSpan Started, TimeSpan Ended, string? Failure, bool IsBare)
{
    public TimeSpan Latency => Ended - Started;

    public override string ToString() => $"{Pod}, asked for at {Started.TotalSeconds:F3} s, answered at {Ended.TotalSeconds:F3} s: {Failure}";
}
