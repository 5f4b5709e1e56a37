using AppMeshInject.ClusterTests.Diagnostics;
using AppMeshInject.ClusterTests.Pods;
using k8s.Models;

namespace AppMeshInject.ClusterTests.Workloads;

/// <summary>The pods of every kind of workload are injected with the virtual node of the workload.</summary>
public sealed class WorkloadTests(RunningWorkloads workloads)
    : ClusterTest(workloads.Cluster, workloads.Name), IClassFixture<RunningWorkloads>
{
    [ClusterTheory]
    [InlineData("Deployment", "ReplicaSet", "shop-cart")]
    [InlineData("StatefulSet", "StatefulSet", "orders")]
    [InlineData("DaemonSet", "DaemonSet", "collector")]
    [InlineData("Job", "Job", "migration")]
    [InlineData("CronJob", "Job", "report")]
    [InlineData("bare pod", null, "bare")]
    public async Task Pod_is_injected_with_the_virtual_node_of_its_workload(string kind, string? owner, string name)
    {
        var pod = await workloads.WaitForPodAsync(
            $"a ready pod of the {kind}", pod => pod.GetLabel("app") == name && pod.IsReady());

        Assert.Equal(owner, pod.OwnerReferences()?.Single().Kind);
        Assert.Equal($"mesh/mynewmesh/virtualNode/{workloads.Name}-{name}", pod.FindVirtualNode());
        Assert.Equal("80", pod.GetProxyInit().FindVariable("APPMESH_APP_PORTS"));
    }
}
