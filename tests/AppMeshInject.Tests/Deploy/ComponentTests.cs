using AppMeshInject.Injection.Settings;
using Xunit;

namespace AppMeshInject.Tests.Deploy;

/// <summary>What each component changes.</summary>
public sealed class ComponentTests
{
    [Theory]
    [InlineData("certificate-files")]
    [InlineData("cert-manager")]
    public void A_certificate_of_somebody_elses_is_mounted_where_the_injector_looks_and_takes_its_rights_away(string component)
    {
        var manifests = Kustomize.RenderComponent(component);

        Assert.Equal("files", manifests.Settings["APPMESH_INJECT_CERTIFICATE_SOURCE"]!.ToString());
        Assert.Equal(
            Path.GetDirectoryName(SettingsLoader.Defaults().Listener.TlsCert),
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
    public void Cert_manager_fills_the_secret_that_the_pods_mount_and_tells_the_API_server()
    {
        var manifests = Kustomize.RenderComponent("cert-manager");
        var served = manifests.OfKind("Certificate").Single(certificate => certificate.Name() == "aws-app-mesh-inject");
        var authority = manifests.OfKind("Certificate").Single(certificate => certificate != served);
        var issuer = manifests.OfKind("Issuer").Single(issuer => issuer.Name() == served["spec"]!["issuerRef"]!.Text("name"));

        Assert.Equal(manifests.Pod["volumes"]![0]!["secret"]!.Text("secretName"), served["spec"]!.Text("secretName"));
        served["spec"]!["dnsNames"].ShouldBe("""["aws-app-mesh-inject.appmesh-inject.svc"]""");
        Assert.Equal(authority["spec"]!.Text("secretName"), issuer["spec"]!["ca"]!.Text("secretName"));
        manifests.One("MutatingWebhookConfiguration")["metadata"]!["annotations"].ShouldBe(
            """{ "cert-manager.io/inject-ca-from": "appmesh-inject/aws-app-mesh-inject" }""");
    }

    [Fact]
    public void High_availability_spreads_three_replicas_where_it_can()
    {
        var manifests = Kustomize.RenderComponent("high-availability");
        var spread = manifests.Pod["topologySpreadConstraints"]!.AsArray();

        manifests.Deployment["spec"]!["replicas"].ShouldBe("3");
        Assert.Equal(["topology.kubernetes.io/zone", "kubernetes.io/hostname"], spread.Select(constraint => constraint!.Text("topologyKey")));
        Assert.All(spread, constraint => Assert.Equal("ScheduleAnyway", constraint!.Text("whenUnsatisfiable")));
        manifests.One("PodDisruptionBudget")["spec"]!["maxUnavailable"].ShouldBe("1");
    }

    [Fact]
    public void Prometheus_watches_the_pods() =>
        Kustomize.RenderComponent("prometheus").One("PodMonitor")["spec"]!["podMetricsEndpoints"].ShouldBe("""[{ "port": "metrics" }]""");

    [Fact]
    public void Failure_policy_ignore_lets_pods_through() =>
        Assert.Equal("Ignore", Kustomize.RenderComponent("failure-policy-ignore").Webhook.Text("failurePolicy"));

    [Fact]
    public void Match_conditions_pass_over_three_sorts_of_pods()
    {
        var conditions = Kustomize.RenderComponent("match-conditions").Webhook["matchConditions"]!.AsArray();

        Assert.Equal(
            ["not-disabled-by-annotation", "not-a-mirror-pod", "not-on-the-host-network"],
            conditions.Select(condition => condition!.Text("name")));
    }

    [Fact]
    public void The_example_merges_its_settings_and_names_its_image()
    {
        var manifests = Kustomize.Render("deploy/kustomize/overlays/example");

        Assert.Equal("mynewmesh", manifests.Settings["MESH_NAME"]?.ToString());
        Assert.StartsWith("registry.example.com/", manifests.Container.Text("image"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_setting_rolls_the_deployment() => Assert.NotEqual(
        Kustomize.Render("deploy/kustomize/base").SettingsMap.Name(),
        Kustomize.Render("deploy/kustomize/overlays/example").SettingsMap.Name());
}
