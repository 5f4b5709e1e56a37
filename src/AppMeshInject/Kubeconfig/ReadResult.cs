namespace AppMeshInject.Kubeconfig;

/// <summary>What there is of something that a user need not be allowed to read.</summary>
/// <param name="Object">The object; null where there is none, or none that may be read.</param>
/// <param name="Problem">Why it could not be read; null where it could, or is not there.</param>
internal readonly record struct ReadResult<T>(T? Object, string? Problem)
    where T : class
{
    /// <summary>Whether it is known that there is none.</summary>
    public bool IsMissing => Object is null && Problem is null;
}
