using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>
/// The restricted profile, rule by rule, which the namespace enforces:
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
/// </summary>
public sealed class PodSecurityTests
{
    private static readonly string[] VolumeTypes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static TheoryData<string> All => Kustomize.All;

    [Theory, MemberData(nameof(All))]
    public void The_namespace_enforces_it(string folder) =>
        Kustomize.Render(folder).One("Namespace")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"].ShouldBe("\"restricted\"");

    [Theory, MemberData(nameof(All))]
    public void The_pod_shares_nothing_with_the_node(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.All(["hostNetwork", "hostPID", "hostIPC", "hostUsers"], field => Assert.Null(manifests.Pod[field]));
        Assert.All(manifests.Container["ports"]!.AsArray(), port => Assert.Null(port!["hostPort"]));
        Assert.All(
            manifests.Pod["volumes"]!.AsArray(),
            volume => Assert.Contains(volume!.AsObject().Select(field => field.Key).Single(field => field != "name"), VolumeTypes));
    }

    [Theory, MemberData(nameof(All))]
    public void The_container_has_no_rights(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.Null(manifests.Pod["initContainers"]);
        manifests.Container["securityContext"].ShouldBe(
            """{ "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": { "drop": ["ALL"] } }""");
    }

    [Theory, MemberData(nameof(All))]
    public void The_pod_runs_as_nobody(string folder) => Kustomize.Render(folder).Pod["securityContext"].ShouldBe(
        """
        {
          "runAsNonRoot": true, "runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65532,
          "seccompProfile": { "type": "RuntimeDefault" }
        }
        """);

    [Theory, MemberData(nameof(All))]
    public void The_account_may_read_nodes_and_nothing_else(string folder)
    {
        var manifests = Kustomize.Render(folder);

        manifests.One("ClusterRole")["rules"].ShouldBe("""[{ "apiGroups": [""], "resources": ["nodes"], "verbs": ["get"] }]""");
        Assert.Empty(manifests.OfKind("Role"));
        Assert.Empty(manifests.OfKind("RoleBinding"));
        Assert.Equal("aws-app-mesh-inject", Assert.Single(manifests.One("ClusterRoleBinding")["subjects"]!.AsArray())!.Text("name"));
    }
}
