namespace AppMeshInject.KubernetesApi;

/// <summary>The result of a read that may be forbidden or not found.</summary>
/// <param name="Object">The object; null if it does not exist or could not be read.</param>
/// <param name="Problem">The reason why the object could not be read; null if it was read or does not exist.</param>
internal readonly record struct ReadResult<T>(T? Object, string? Problem)
    where T : class
{
    /// <summary>True if the object does not exist.</summary>
    public bool IsMissing => Object is null && Problem is null;
}
