using AppMeshInject.ClusterTests.Pods;

namespace AppMeshInject.ClusterTests.WalkThrough;

/// <summary>The AWS walk-through works as its documentation shows.</summary>
[Collection(ExclusiveCluster.Name)]
public sealed class WalkThroughTests(WalkThroughSession session) : IClassFixture<WalkThroughSession>
{
    [ClusterFact]
    public void Install_script_installs_the_injector() =>
        Assert.True(session.Installation.ExitCode == 0, session.Installation.ToString());

    [ClusterFact]
    public void Kubectl_shows_two_running_replicas() =>
        Assert.Equal(2, WalkThroughSession.InjectorIsRunning().Count(session.InjectorPods));

    [ClusterFact]
    public void Kubectl_shows_two_ready_containers_of_the_pod() =>
        Assert.Single(WalkThroughSession.NginxIsRunning().Matches(session.UserPods));

    [ClusterFact]
    public void Envoy_has_the_virtual_node_of_the_pod()
    {
        const string VirtualNode = "mesh/mynewmesh/virtualNode/appmesh-inject-test-nginx";

        Assert.Equal(VirtualNode, session.Nginx.FindVirtualNode());
        Assert.Equal(VirtualNode, session.Nginx.GetEnvoy().FindVariable("APPMESH_RESOURCE_ARN"));
    }

    [ClusterFact]
    public void Second_installation_keeps_the_pods()
    {
        Assert.True(session.SecondInstallation.ExitCode == 0, session.SecondInstallation.ToString());
        Assert.Equal(GetNames(session.InjectorPods), GetNames(session.InjectorPodsAfterwards));
    }

    [ClusterFact]
    public void Clean_up_deletes_all_objects() => Assert.Empty(session.Leftovers);

    private static IEnumerable<string> GetNames(string list) =>
        list.Split('\n').Select(line => line.Split(' ')[0]).Order();
}
