using AppMeshInject.ClusterTests.Clusters;

// One cluster for all; its two cores are often those of the machine, so only a few classes ask of it at a time.
[assembly: AssemblyFixture(typeof(Cluster))]
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace AppMeshInject.ClusterTests;

/// <summary>The collection of tests that install and remove the injector themselves, and so run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterToItself
{
    public const string Name = "the cluster to itself";
}
