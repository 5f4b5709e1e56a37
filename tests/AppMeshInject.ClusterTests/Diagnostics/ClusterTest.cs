using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Diagnostics;

/// <summary>A test that writes the state of its namespace to the test output when it fails.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="namespace">The namespace of the test.</param>
public abstract class ClusterTest(Cluster cluster, string @namespace) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            var diagnosis = await Diagnosis.CollectAsync(cluster.Terminal, @namespace);
            TestContext.Current.TestOutputHelper!.WriteLine(diagnosis);
        }

        GC.SuppressFinalize(this);
    }
}
