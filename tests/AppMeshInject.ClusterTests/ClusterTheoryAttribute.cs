using System.Runtime.CompilerServices;
using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests;

/// <summary>
/// A theory that needs a cluster. Skipped, without creating its fixtures, where no cluster is configured.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterTheoryAttribute : TheoryAttribute
{
    public ClusterTheoryAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = TestEnvironment.Current.SkipReason;
}
