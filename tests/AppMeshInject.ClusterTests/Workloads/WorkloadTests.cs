using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Namespaces;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>The pods of every kind of workload run beside their proxy, which has the workload's virtual node.</summary>
public sealed class WorkloadTests(RunningWorkloads workloads)
    : ClusterTest(workloads.Cluster, workloads.Name), IClassFixture<RunningWorkloads>
{
    [Theory]
    [InlineData("Deployment", "ReplicaSet", "shop-cart")]
    [InlineData("StatefulSet", "StatefulSet", "orders")]
    [InlineData("DaemonSet", "DaemonSet", "collector")]
    [InlineData("Job", "Job", "migration")]
    [InlineData("CronJob", "Job", "report")]
    [InlineData("bare pod", null, "bare")]
    public async Task A_pod_joins_the_mesh_as_its_workload(string kind, string? owner, string name)
    {
        var pod = await workloads.WaitForPodAsync($"a ready pod of the {kind}", pod => pod.GetLabel("app") == name && pod.IsReady());

        Assert.Equal(owner, pod.OwnerReferences()?.Single().Kind);
        Assert.Equal($"mesh/mynewmesh/virtualNode/{workloads.Name}-{name}", pod.VirtualNode());
        Assert.Equal("80", pod.ProxyInit().Variable("APPMESH_APP_PORTS"));
    }
}
