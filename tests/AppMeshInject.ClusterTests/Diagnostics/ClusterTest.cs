using AppMeshInject.ClusterTests.Clusters;

namespace AppMeshInject.ClusterTests.Diagnostics;

/// <summary>A test that tells, when it fails, how its namespace looked.</summary>
public abstract class ClusterTest(Cluster cluster, string @namespace) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(await Diagnosis.OfAsync(cluster.Terminal, @namespace));
        }

        GC.SuppressFinalize(this);
    }
}
