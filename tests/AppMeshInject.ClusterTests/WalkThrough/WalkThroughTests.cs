using AppMeshInject.ClusterTests.Namespaces;

namespace AppMeshInject.ClusterTests.WalkThrough;

[Collection(ClusterToItself.Name)]
public sealed class WalkThroughTests(WalkThroughSession session) : IClassFixture<WalkThroughSession>
{
    [Fact]
    public void One_command_installs_the_injector() => Assert.True(session.Installation.ExitCode == 0, session.Installation.ToString());

    [Fact]
    public void The_injector_is_shown_as_running() => Assert.Equal(2, WalkThroughSession.InjectorRuns().Count(session.InjectorPods));

    [Fact]
    public void The_pod_is_shown_with_its_proxy() => Assert.Single(WalkThroughSession.NginxRuns().Matches(session.UserPods));

    [Fact]
    public void The_proxy_has_the_virtual_node_of_the_pod()
    {
        const string VirtualNode = "mesh/mynewmesh/virtualNode/appmesh-inject-test-nginx";

        Assert.Equal(VirtualNode, session.Nginx.VirtualNode());
        Assert.Equal(VirtualNode, session.Nginx.Envoy().Variable("APPMESH_RESOURCE_ARN"));
    }

    [Fact]
    public void A_second_installation_keeps_the_pods()
    {
        Assert.True(session.SecondInstallation.ExitCode == 0, session.SecondInstallation.ToString());
        Assert.Equal(NamesIn(session.InjectorPods), NamesIn(session.InjectorPodsAfterwards));
    }

    [Fact]
    public void The_clean_up_leaves_nothing_behind() => Assert.Empty(session.LeftBehind);

    private static IEnumerable<string> NamesIn(string list) => list.Split('\n').Select(line => line.Split(' ')[0]).Order();
}
