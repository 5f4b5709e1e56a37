using AppMeshInject.Injection.Settings;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>Tests the changes of each component.</summary>
public sealed class ComponentTests
{
    [Theory]
    [InlineData("certificate-files")]
    [InlineData("cert-manager")]
    public void Provided_certificate_is_mounted_and_reduces_the_rights(string component)
    {
        var manifests = Kustomize.RenderComponent(component);

        Assert.Equal("files", manifests.Settings["APPMESH_INJECT_CERTIFICATE_SOURCE"]!.ToString());
        Assert.Equal(
            Path.GetDirectoryName(SettingsLoader.LoadDefaults().Listener.TlsCert),
            Assert.Single(manifests.Container["volumeMounts"]!.AsArray())!.Text("mountPath"));
        manifests.One("ClusterRole")["rules"].ShouldBe(
            """
            [
              { "apiGroups": [""], "resources": ["nodes"], "verbs": ["get"] },
              { "apiGroups": ["apps"], "resources": ["replicasets"], "verbs": ["get"] },
              { "apiGroups": ["batch"], "resources": ["jobs"], "verbs": ["get"] },
              { "apiGroups": [""], "resources": ["events"], "verbs": ["create"] }
            ]
            """);
        Assert.Empty(manifests.OfKind("Role").Concat(manifests.OfKind("RoleBinding")));
    }

    [Fact]
    public void Cert_manager_fills_the_mounted_secret_and_the_caBundle()
    {
        var manifests = Kustomize.RenderComponent("cert-manager");
        var served = manifests.OfKind("Certificate").Single(certificate => certificate.Name() == "aws-app-mesh-inject");
        var ca = manifests.OfKind("Certificate").Single(certificate => certificate != served);
        var issuer = manifests.OfKind("Issuer").Single(
            issuer => issuer.Name() == served["spec"]!["issuerRef"]!.Text("name"));

        Assert.Equal(manifests.Pod["volumes"]![0]!["secret"]!.Text("secretName"), served["spec"]!.Text("secretName"));
        served["spec"]!["dnsNames"].ShouldBe("""["aws-app-mesh-inject.appmesh-inject.svc"]""");
        Assert.Equal(ca["spec"]!.Text("secretName"), issuer["spec"]!["ca"]!.Text("secretName"));
        manifests.One("MutatingWebhookConfiguration")["metadata"]!["annotations"].ShouldBe(
            """{ "cert-manager.io/inject-ca-from": "appmesh-inject/aws-app-mesh-inject" }""");
    }

    [Fact]
    public void High_availability_spreads_three_replicas()
    {
        var manifests = Kustomize.RenderComponent("high-availability");
        var spread = manifests.Pod["topologySpreadConstraints"]!.AsArray();

        manifests.Deployment["spec"]!["replicas"].ShouldBe("3");
        Assert.Equal(
            ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
            spread.Select(constraint => constraint!.Text("topologyKey")));
        Assert.All(spread, constraint => Assert.Equal("ScheduleAnyway", constraint!.Text("whenUnsatisfiable")));
        manifests.One("PodDisruptionBudget")["spec"]!["maxUnavailable"].ShouldBe("1");
    }

    [Fact]
    public void Prometheus_component_monitors_the_pods()
    {
        var monitor = Kustomize.RenderComponent("prometheus").One("PodMonitor");

        monitor["spec"]!["podMetricsEndpoints"].ShouldBe("""[{ "port": "metrics" }]""");
    }

    [Fact]
    public void Failure_policy_ignore_component_sets_the_policy() =>
        Assert.Equal("Ignore", Kustomize.RenderComponent("failure-policy-ignore").Webhook.Text("failurePolicy"));

    [Fact]
    public void Match_conditions_skip_three_kinds_of_pods()
    {
        var conditions = Kustomize.RenderComponent("match-conditions").Webhook["matchConditions"]!.AsArray();

        Assert.Equal(
            ["not-disabled-by-annotation", "not-a-mirror-pod", "not-on-the-host-network"],
            conditions.Select(condition => condition!.Text("name")));
    }

    [Fact]
    public void Example_overlay_merges_settings_and_sets_the_image()
    {
        var manifests = Kustomize.Render("deploy/kustomize/overlays/example");

        Assert.Equal("mynewmesh", manifests.Settings["MESH_NAME"]?.ToString());
        Assert.StartsWith("registry.example.com/", manifests.Container.Text("image"), StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_setting_triggers_a_rollout() => Assert.NotEqual(
        Kustomize.Render("deploy/kustomize/base").SettingsMap.Name(),
        Kustomize.Render("deploy/kustomize/overlays/example").SettingsMap.Name());
}
