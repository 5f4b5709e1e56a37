using AppMeshInject.ClusterTests.Clusters;

// All tests share one cluster. It often runs on the machine of the tests, so only a few classes run at the same time.
[assembly: AssemblyFixture(typeof(Cluster))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace AppMeshInject.ClusterTests;

/// <summary>The collection of tests that change the installation of the injector and cannot run in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ExclusiveCluster
{
    public const string Name = "exclusive cluster";
}
