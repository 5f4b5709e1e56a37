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
    public void Namespace_enforces_the_restricted_profile(string folder) =>
        Kustomize.Render(folder)
            .One("Namespace")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]
            .ShouldBe("\"restricted\"");

    [Theory, MemberData(nameof(All))]
    public void Pod_shares_nothing_with_the_node(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.All(["hostNetwork", "hostPID", "hostIPC", "hostUsers"], field => Assert.Null(manifests.Pod[field]));
        Assert.All(manifests.Container["ports"]!.AsArray(), port => Assert.Null(port!["hostPort"]));
        Assert.All(
            manifests.Pod["volumes"]?.AsArray() ?? [],
            volume =>
                Assert.Contains(
                    volume!.AsObject().Select(field => field.Key).Single(field => field != "name"), VolumeTypes));
    }

    [Theory, MemberData(nameof(All))]
    public void Container_has_no_privileges(string folder)
    {
        var manifests = Kustomize.Render(folder);

        Assert.Null(manifests.Pod["initContainers"]);
        manifests.Container["securityContext"].ShouldBe(
            """
            {
              "allowPrivilegeEscalation": false,
              "readOnlyRootFilesystem": true,
              "capabilities": { "drop": ["ALL"] }
            }
            """);
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
    public void Rights_are_for_the_account_alone_and_none_is_for_everything(string folder)
    {
        var manifests = Kustomize.Render(folder);
        var bindings = manifests.OfKind("ClusterRoleBinding").Concat(manifests.OfKind("RoleBinding"));
        var rules = manifests.OfKind("ClusterRole").Concat(manifests.OfKind("Role")).SelectMany(
            role => role["rules"]!.AsArray());

        Assert.All(
            bindings, binding =>
                Assert.Equal("aws-app-mesh-inject", Assert.Single(binding["subjects"]!.AsArray())!.Text("name")));
        Assert.All(rules, rule => Assert.DoesNotContain("*", rule!.ToJsonString(), StringComparison.Ordinal));
    }
}
