using AppMeshInject.Injection.Pods;

namespace AppMeshInject.Injection.Tests.Pods;

public sealed class WorkloadTests
{
    [Theory]
    [InlineData("ReplicaSet", "web-7d4b9c8f6", "Deployment", "web")]
    [InlineData("ReplicaSet", "my-web-7d4b9c8f6", "Deployment", "my-web")]
    [InlineData("ReplicaSet", "web", "ReplicaSet", "web")]
    [InlineData("ReplicaSet", "web7d4b9c8f6", "ReplicaSet", "web7d4b9c8f6")]
    [InlineData("ReplicaSet", "-7d4b9c8f6", "ReplicaSet", "-7d4b9c8f6")]
    [InlineData("ReplicaSet", "7d4b9c8f6", "ReplicaSet", "7d4b9c8f6")]
    [InlineData("ReplicaSet", "7d4b9c8f6-web", "ReplicaSet", "7d4b9c8f6-web")]
    [InlineData("ReplicaSet", "a-7d4b9c8f6", "Deployment", "a")]
    [InlineData("Job", "backup", "Job", "backup")]
    [InlineData("Job", "backup-1234567", "Job", "backup-1234567")]
    [InlineData("Job", "backup-12345678", "CronJob", "backup")]
    [InlineData("Job", "backup-123456789", "CronJob", "backup")]
    [InlineData("Job", "backup-1234567890", "CronJob", "backup")]
    [InlineData("Job", "backup-12345678901", "Job", "backup-12345678901")]
    [InlineData("Job", "my-backup-12345678", "CronJob", "my-backup")]
    [InlineData("Job", "backup-1234567a", "Job", "backup-1234567a")]
    [InlineData("Job", "backup12345678", "Job", "backup12345678")]
    [InlineData("Job", "12345678", "Job", "12345678")]
    [InlineData("Job", "-12345678", "Job", "-12345678")]
    [InlineData("Job", "backup-/2345678", "Job", "backup-/2345678")]
    [InlineData("Job", "backup-1234567:", "Job", "backup-1234567:")]
    [InlineData("StatefulSet", "db-12345678", "StatefulSet", "db-12345678")]
    [InlineData("DaemonSet", "agent-7d4b9c8f6", "DaemonSet", "agent-7d4b9c8f6")]
    [InlineData("Fancy", "x", "Fancy", "x")]
    public void FromPod_controller_determines_kind_and_name(
        string ownerKind, string ownerName, string kind, string name) =>
        Assert.Equal(
            new Workload(kind, name),
            Read($$"""
                {"name":"pod","labels":{"pod-template-hash":"7d4b9c8f6"},
                 "ownerReferences":[{"kind":"{{ownerKind}}","name":"{{ownerName}}","controller":true}]}
                """));

    [Theory]
    [InlineData("""{"pod-template-hash":"7d4"}""", "Deployment", "web")]
    [InlineData("""{"rollouts-pod-template-hash":"7d4"}""", "Rollout", "web")]
    [InlineData("""{"pod-template-hash":"abc","rollouts-pod-template-hash":"7d4"}""", "Rollout", "web")]
    [InlineData("""{"pod-template-hash":"7d4","rollouts-pod-template-hash":"abc"}""", "Deployment", "web")]
    [InlineData("""{"pod-template-hash":""}""", "ReplicaSet", "web-7d4")]
    [InlineData("""{"pod-template-hash":"7D4"}""", "ReplicaSet", "web-7d4")]
    [InlineData("""{"hash":"7d4"}""", "ReplicaSet", "web-7d4")]
    [InlineData("{}", "ReplicaSet", "web-7d4")]
    public void FromPod_replica_set_name_is_returned_without_template_hash(string labels, string kind, string name) =>
        Assert.Equal(
            new Workload(kind, name),
            Read($$"""
                {"labels":{{labels}},"ownerReferences":[{"kind":"ReplicaSet","name":"web-7d4","controller":true}]}
                """));

    [Theory]
    [InlineData("""[{"kind":"A","name":"a"},{"kind":"B","name":"b","controller":true}]""", "B", "b")]
    [InlineData("""[{"kind":"A","name":"a","controller":true},{"kind":"B","name":"b","controller":true}]""", "A", "a")]
    [InlineData("""[{"kind":"A","name":"a","controller":false}]""", "A", "a")]
    [InlineData("""[{"kind":"A","name":"a"}]""", "A", "a")]
    [InlineData("""[{"kind":"A","name":"a"},{"kind":"B","name":"b"}]""", "Pod", "pod")]
    [InlineData("[]", "Pod", "pod")]
    [InlineData("null", "Pod", "pod")]
    public void FromPod_uses_the_controlling_or_only_owner(string owners, string kind, string name) =>
        Assert.Equal(new Workload(kind, name), Read($$"""{"name":"pod","ownerReferences":{{owners}}}"""));

    [Theory]
    [InlineData("""{"name":"pod"}""", "pod")]
    [InlineData("""{"name":"pod-"}""", "pod-")]
    [InlineData("""{"name":"pod","generateName":"other-"}""", "pod")]
    [InlineData("""{"name":"","generateName":"web-"}""", "web")]
    [InlineData("""{"generateName":"web-"}""", "web")]
    [InlineData("""{"generateName":"web--"}""", "web-")]
    [InlineData("""{"generateName":"web"}""", "web")]
    [InlineData("""{"generateName":"-"}""", "")]
    [InlineData("{}", "")]
    public void FromPod_without_owner_returns_the_pod(string metadata, string name) =>
        Assert.Equal(new Workload("Pod", name), Read(metadata));

    [Theory]
    [InlineData("Job", true)]
    [InlineData("CronJob", true)]
    [InlineData("Deployment", false)]
    [InlineData("Pod", false)]
    public void RunsToCompletion_is_true_for_jobs(string kind, bool expected) =>
        Assert.Equal(expected, new Workload(kind, "x").RunsToCompletion);

    private static Workload Read(string metadata) => Workload.FromPod(Given.Pod($$"""{"metadata":{{metadata}}}"""));
}
